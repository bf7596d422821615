using System.Globalization;

namespace RawNet.Wire;

/// <summary>A packet expression as people write it: one packet, many packets, or a filter.</summary>
public sealed class Expression
{
    private readonly List<Spec?> _layers = [];
    private readonly List<(int Layer, ScalarField Field, IEnumerable<Assignment> Values)> _varying = [];
    private readonly Catalogue _catalogue;
    private readonly ExpressionContext _context;
    private WantedLayer?[]? _filter;

    private Expression(Catalogue catalogue, ExpressionContext context) => (_catalogue, _context) = (catalogue, context);

    /// <summary>The link type that <c>linktype=N</c> or the first layer says; null when neither does.</summary>
    public LinkType? LinkType { get; private set; }

    /// <summary>True when the expression stands for more than one packet, or for another one each time.</summary>
    public bool Varies => _varying.Count > 0;

    /// <summary>Reads layers separated by a slash that stands alone; <c>...</c> stands for any layers and is for filters only.</summary>
    /// <exception cref="ExpressionException">The message is one sentence that says what would be right.</exception>
    public static Expression Parse(Catalogue catalogue, string text, ExpressionContext context) =>
        Parse(catalogue, text.Split((char[]?)null), context);

    /// <summary>Reads words as a shell hands them over: a blank belongs to the word that begins with <c>text:</c> or <c>@</c>,
    /// or gives a field such a value.</summary>
    /// <inheritdoc cref="Parse(Catalogue, string, ExpressionContext)"/>
    public static Expression Parse(Catalogue catalogue, IEnumerable<string> words, ExpressionContext context)
    {
        var expression = new Expression(catalogue, context);
        var tokens = new Queue<string>(words.SelectMany(Tokens));
        expression.TakeLinkType(tokens);
        if (tokens.Count == 0) throw new ExpressionException("the expression is empty; 'icmp.echo seq=1' is one");
        while (tokens.Count > 0) expression.TakeLayer(tokens);
        if (expression._layers[0] is { } first) expression.LinkType ??= catalogue.LinkTypeOf(first.Kind);
        return expression;
    }

    /// <summary>The packets, the last varying value changing fastest.</summary>
    /// <exception cref="ExpressionException">The expression skips layers.</exception>
    public IEnumerable<Packet> Expand()
    {
        if (_layers.Contains(null))
            throw new ExpressionException("'...' stands for layers of a filter; a packet to build names each of its layers");
        return Expand([.. _layers.Select(l => l!)], 0);
    }

    /// <summary>The values that a field of the first layer may take, as it shows them; empty when it does not vary.</summary>
    public IEnumerable<UInt128> ValuesOf(ScalarField field) =>
        _varying.Where(v => v.Layer == 0 && v.Field == field).SelectMany(v => Alternatives.All(field, v.Values))
            .Select(value => field.Show(value.Bits));

    /// <summary>True when the layers named here stand one behind the other in the frame;
    /// fields not named may have any value (R18).</summary>
    public bool Matches(LinkType link, ReadOnlySpan<byte> frame, int length = 0, int fcsLength = 0) =>
        PacketMatch.Find(_catalogue.Layers(link, frame, length, fcsLength),
            _filter ??= [.. _layers.Select(l => l is null ? null : new WantedLayer(l))]);

    private static string[] Tokens(string word)
    {
        int blank = word.AsSpan().IndexOfAny(' ', '\t', '\n');
        string value = word[(word.AsSpan(0, Math.Max(0, blank)).IndexOf('=') + 1)..];
        bool isOne = value.StartsWith("text:", StringComparison.Ordinal) || value.StartsWith('@');
        return isOne ? [word] : word.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    private IEnumerable<Packet> Expand(Spec[] layers, int varying)
    {
        if (varying == _varying.Count) return [new Packet([.. layers[..^1], CommonHeader.Completed(layers[^1])])];
        (int layer, _, IEnumerable<Assignment> values) = _varying[varying];
        return values.SelectMany(value => Expand([.. layers.Select((l, i) => i == layer ? l.With(value) : l)], varying + 1));
    }

    private void TakeLinkType(Queue<string> tokens)
    {
        const string prefix = "linktype=";
        if (!tokens.TryPeek(out string? token) || !token.StartsWith(prefix, StringComparison.Ordinal)) return;
        tokens.Dequeue();
        if (!ushort.TryParse(token.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out ushort number))
            throw new ExpressionException($"'{token}' names no link type: a number such as linktype=1 is wanted");
        LinkType = (LinkType)number;
        if (tokens.TryPeek(out string? slash) && slash == "/") tokens.Dequeue();
    }

    private void TakeLayer(Queue<string> tokens)
    {
        string name = tokens.Dequeue();
        if (name == "/") throw new ExpressionException("a layer is missing beside a '/'");
        if (name == "...") _layers.Add(null);
        else TakeFields(KindsOf(name), tokens);
        if (tokens.Count == 0) return;
        string slash = tokens.Dequeue();
        if (slash != "/")
            throw new ExpressionException($"'{slash}' cannot stand here: layers are separated by ' / ', fields are name=value");
        if (tokens.Count == 0) throw new ExpressionException("a layer is missing behind the last '/'");
    }

    private IReadOnlyList<Kind> KindsOf(string name) =>
        _catalogue.Named(name) is { Count: > 0 } kinds ? kinds : throw new ExpressionException(LayerNames.Unknown(_catalogue, name));

    private void TakeFields(IReadOnlyList<Kind> candidates, Queue<string> tokens)
    {
        bool bare = ExpressionText.IsBare(candidates[0]);
        var given = new List<string>();
        while (tokens.TryPeek(out string? token) && token != "/" && (token.Contains('=', StringComparison.Ordinal) || bare))
            given.Add(tokens.Dequeue());
        Kind kind = candidates.Count == 1
            ? candidates[0]
            : KindChoice.Of(candidates, [.. given.Where(token => !IsCut(token)).Select(Halves)], _context);
        var values = new List<Assignment>();
        int? cut = null;
        foreach (string token in given)
        {
            if (IsCut(token)) cut = CutOf(token);
            else TakeField(kind, token, values);
        }
        _layers.Add(new(kind, [.. values], cut));
    }

    private static (string Name, string Value) Halves(string token)
    {
        int equals = token.IndexOf('=', StringComparison.Ordinal);
        return (token[..equals], token[(equals + 1)..]);
    }

    private static bool IsCut(string token) => token.StartsWith("cut=", StringComparison.Ordinal);

    private static int CutOf(string token) => int.TryParse(token.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out int cut)
        ? cut
        : throw new ExpressionException($"'{token}' is no cut: the number of bytes of the header that are kept is wanted");

    private void TakeField(Kind kind, string token, List<Assignment> values)
    {
        int equals = token.IndexOf('=', StringComparison.Ordinal);
        bool bare = ExpressionText.IsBare(kind)
            && (equals < 0 || token.StartsWith("text:", StringComparison.Ordinal) || token.StartsWith('@'));
        Field field = bare ? kind.Table.Fields[0] : FieldNames.Find(kind, token[..equals]);
        string text = bare ? token : token[(equals + 1)..];
        if (field is RecordsField list && values.FindIndex(v => v.Field == list) is >= 0 and var at)
            values[at] = new(list, (Spec[])[.. (Spec[])values[at].Parts!, ItemParser.ParseItem(list, text, _context)]);
        else if (values.Any(v => v.Field == field)) throw new ExpressionException(TwiceGiven(field, text));
        else if (text == "any" && field is ScalarField any) values.Add(new(any, 0) { Parts = Assignment.Anything });
        else if (field is ScalarField scalar && Alternatives.Of(scalar, text, _context) is { } many)
            _varying.Add((_layers.Count, scalar, many));
        else values.Add(ItemParser.Parse(field, text, _context));
    }

    private static string TwiceGiven(Field field, string text) => field is BytesField
        ? $"{field.Name} is given twice, with '{text}'; a blank inside text is written \\x20"
        : $"{field.Name} is given twice";
}
