namespace RawNet.Sockets;

/// <summary>Where group_req, group_source_req and group_filter (RFC 3678 section 5) have their members: sockaddr_storage makes them
/// too wide to be copied as structures.</summary>
internal static class GroupLayout
{
    public const int StorageSize       = 128;
    public const int GroupAt           = 8;  // the index is padded to the alignment of sockaddr_storage
    public const int RequestSize       = GroupAt + StorageSize;
    public const int SourceAt          = RequestSize;
    public const int SourceRequestSize = SourceAt + StorageSize;
    public const int ModeAt            = RequestSize;
    public const int CountAt           = ModeAt + sizeof(uint);
    public const int ListAt            = CountAt + sizeof(uint);
}
