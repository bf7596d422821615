namespace RawNet.Wire;

/// <summary>How JSON writes a value.</summary>
public enum ValueForm
{
    /// <summary>An address, bytes in hexadecimal digits, a verdict.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>true or false.</summary>
    Flag,

    /// <summary>An array of values, or of objects with a member for each field.</summary>
    List,
}

/// <summary>A value as <c>rawnet.packet/1</c> and as text shows it.</summary>
/// <param name="Text">Its JSON text, without quotes and escapes; of a list how many items it has.</param>
/// <param name="Form">How JSON writes it.</param>
public readonly record struct ShownValue(string Text, ValueForm Form)
{
    /// <summary>How text writes it, where that is not as JSON does: checksums in hexadecimal digits.</summary>
    public string? ForPeople { get; init; }

    /// <inheritdoc/>
    public override string ToString() => ForPeople ?? Text;
}
