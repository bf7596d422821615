using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace RawNet.Cli.Tests.Architecture;

/// <summary>In which folder of its project each type of an assembly is written, by the portable PDB beside it: the documents
/// of its methods, and of a type without code those that the compiler lists for it.</summary>
internal sealed class SourceFolders
{
    // TypeDefinitionDocuments, of the Portable PDB format.
    private static readonly Guid _typeDocuments = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");
    private readonly Assembly _assembly;
    private readonly string _sources;
    private readonly Dictionary<int, string> _folders = [];

    public SourceFolders(Assembly assembly)
    {
        _assembly = assembly;
        _sources = $"/src/{assembly.GetName().Name}/";
        using FileStream file = File.OpenRead(Path.ChangeExtension(assembly.Location, ".pdb"));
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(file);
        MetadataReader symbols = provider.GetMetadataReader();
        foreach (MethodDebugInformationHandle method in symbols.MethodDebugInformation) LearnMethod(symbols, method);
        foreach (CustomDebugInformationHandle information in symbols.CustomDebugInformation) LearnType(symbols, information);
    }

    /// <summary>The folder, <c>Options/Groups</c>, or empty for the project's own; null when the type is another assembly's,
    /// or the compiler's.</summary>
    public string? Of(Type type)
    {
        if (type.Assembly != _assembly || type.IsGenericParameter) return null;
        return _folders.GetValueOrDefault(type.MetadataToken) ?? (type.DeclaringType is { } outer ? Of(outer) : null);
    }

    private void LearnMethod(MetadataReader symbols, MethodDebugInformationHandle method)
    {
        MethodDebugInformation information = symbols.GetMethodDebugInformation(method);
        int token = MetadataTokens.GetToken(method.ToDefinitionHandle());
        foreach (DocumentHandle document in information.GetSequencePoints().Select(point => point.Document).Distinct())
            Learn(_assembly.ManifestModule.ResolveMethod(token)!.DeclaringType!.MetadataToken, symbols, document);
    }

    private void LearnType(MetadataReader symbols, CustomDebugInformationHandle handle)
    {
        CustomDebugInformation information = symbols.GetCustomDebugInformation(handle);
        if (symbols.GetGuid(information.Kind) != _typeDocuments) return;
        BlobReader documents = symbols.GetBlobReader(information.Value);
        while (documents.RemainingBytes > 0)
            Learn(MetadataTokens.GetToken(information.Parent), symbols, MetadataTokens.DocumentHandle(documents.ReadCompressedInteger()));
    }

    // What generators write lies in obj, or nowhere.
    private void Learn(int type, MetadataReader symbols, DocumentHandle document)
    {
        string path = symbols.GetString(symbols.GetDocument(document).Name);
        int at = path.LastIndexOf(_sources, StringComparison.Ordinal);
        if (at < 0) return;
        string file = path[(at + _sources.Length)..];
        if (!file.StartsWith("obj/", StringComparison.Ordinal)) _folders.TryAdd(type, Path.GetDirectoryName(file)!);
    }
}
