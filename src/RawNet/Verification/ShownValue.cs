namespace RawNet.Verification;

/// <summary>How JSON writes a value.</summary>
public enum ValueForm
{
    /// <summary>An address, bytes in hexadecimal digits, a verdict.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>true or false.</summary>
    Flag,
}

/// <summary>The value of a field as <c>rawnet.packet/1</c> shows it.</summary>
/// <param name="Text">Its JSON text, without quotes.</param>
/// <param name="Form">How JSON writes it.</param>
public readonly record struct ShownValue(string Text, ValueForm Form)
{
    /// <summary>How text writes it, where that is not as JSON does: checksums in hexadecimal digits.</summary>
    public string? ForPeople { get; init; }

    /// <inheritdoc/>
    public override string ToString() => ForPeople ?? Text;
}
