namespace RawNet.Wire;

/// <summary>A layer with its values as <c>rawnet.packet/1</c> shows them.</summary>
/// <param name="Protocol">Its display-filter name: "ip".</param>
/// <param name="Offset">Bytes from the start of the frame.</param>
/// <param name="Fields">Its values in wire order.</param>
public sealed record LayerValues(string Protocol, int Offset, IReadOnlyList<FieldValue> Fields)
{
    /// <summary>Which message it is: "icmp.echo".</summary>
    public string Name { get; init; } = Protocol;

    /// <summary>An ICMP error quotes the packet that it belongs to.</summary>
    public bool IsQuoted { get; init; }

    /// <summary>Every declared field is there.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>Its single values, lists laid out flat, under the names that a witness would use;
    /// a repeated part has the same name again.</summary>
    public IEnumerable<FieldValue> Members => Fields.SelectMany(f => f.Leaves).Select(m => m with { Name = BaseOf(m.Name) });

    /// <summary>The text of the first value of that name; null when there is none.</summary>
    public string? this[string name] => Members.FirstOrDefault(m => m.Name == name)?.Value.Text;

    /// <summary>The layers of a packet, outermost first.</summary>
    public static IReadOnlyList<LayerValues> Of(LayerSequence packet)
    {
        var layers = new List<LayerValues>();
        foreach (View view in packet) layers.Add(Of(view));
        return layers;
    }

    /// <summary>One layer.</summary>
    public static LayerValues Of(scoped in View view)
    {
        var list = new ValueList(itemsAsTheyStand: false);
        list.TakeLayer(view);
        return new(view.Kind.Protocol.Name, view.Offset, list.Fields)
        {
            Name = view.Kind.Name,
            IsQuoted = view.IsQuoted,
            IsWhole = view.IsWhole,
        };
    }

    // igmp.reserved.2 is the second igmp.reserved of its message (R7).
    private static string BaseOf(string name)
    {
        int dot = name.LastIndexOf('.');
        return dot > 0 && dot < name.Length - 1 && name.AsSpan(dot + 1).IndexOfAnyExceptInRange('0', '9') < 0 ? name[..dot] : name;
    }
}
