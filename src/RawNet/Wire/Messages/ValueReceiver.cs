using System.Text.Json;

namespace RawNet.Wire;

/// <summary>Is told the values of messages, field by field in wire order.</summary>
/// <remarks><see cref="JsonValues"/> writes them, <see cref="ValueList"/> keeps them.</remarks>
internal abstract class ValueReceiver
{
    /// <summary>Whether a list is told item by item as it stands; otherwise it is told as schema rawnet.packet/1 arranges it.</summary>
    public abstract bool TakesItemsAsTheyStand { get; }

    /// <summary>Tells all of a layer.</summary>
    public void TakeLayer(scoped in View view)
    {
        view.Kind.TellDerived(this);
        TakeFields(view);
        if (view.Kind.Table.Roles.CarriedName is { } carried && CarriedBy(view) is { } length) TakeDerived(carried, (ulong)length);
    }

    /// <summary>Tells the fields of a layer or item that are there.</summary>
    public void TakeFields(scoped in View view)
    {
        TableRoles roles = view.Kind.Table.Roles;
        foreach (Field field in view.Kind.Table.InOrder)
        {
            if (!view.Shows(field)) break;
            if (field == roles.ByteShownAt) TakeDerived(roles.ByteName, view.Bytes[roles.ByteShownAt.BitOffset / 8]);
            field.Tell(view, this);
            if (field == roles.Checksum) TakeVerdict(roles.Checksum, view.ChecksumStatus);
            else if (field == roles.ChecksumBehind) TakeVerdict(roles.ChecksumBehind, view.ExtensionChecksumStatus);
        }
    }

    /// <param name="field">The field.</param>
    /// <param name="shown">Its shown value.</param>
    public abstract void TakeScalar(ScalarField field, UInt128 shown);

    /// <summary>Bytes, shown as hexadecimal digits.</summary>
    public abstract void TakeBytes(VariableField field, ReadOnlySpan<byte> bytes);

    /// <param name="field">The field.</param>
    /// <param name="text">What stands there, without the zeros behind it.</param>
    /// <param name="length">Bytes of the field, with the zeros.</param>
    public abstract void TakeText(BytesField field, ReadOnlySpan<byte> text, int length);

    /// <summary>A value that has one way to be written.</summary>
    public abstract void TakeWritten(VariableField field, ReadOnlySpan<char> text);

    /// <summary>A number that follows from fields, and is none itself.</summary>
    public abstract void TakeDerived(JsonEncodedText name, ulong number);

    /// <summary>Follows the checksum that it judges.</summary>
    public abstract void TakeVerdict(ScalarField checksum, ChecksumStatus status);

    /// <param name="field">The list, or the field that all its items have in this place.</param>
    /// <param name="name">The name of these items; null when it is the field's own.</param>
    public abstract void BeginList(Field field, string? name = null);

    /// <summary>An item that is one value.</summary>
    public abstract void TakeItem(ScalarField item, UInt128 shown);

    /// <summary>An item that has fields, which follow.</summary>
    /// <param name="word">What kind of item it is, as expressions name it.</param>
    public abstract void BeginItem(string word);

    /// <summary>The end of such an item.</summary>
    public abstract void EndItem();

    /// <summary>The end of a list.</summary>
    public abstract void EndList();

    /// <summary>The word for a verdict.</summary>
    protected static string WordOf(ChecksumStatus status) => status switch
    {
        ChecksumStatus.Good => "good",
        ChecksumStatus.Bad => "bad",
        ChecksumStatus.Partial => "partial",
        ChecksumStatus.Absent => "absent",
        _ => "unverified",
    };

    // As the lengths state it, whatever is captured of header and payload.
    private static int? CarriedBy(scoped in View view)
    {
        TableRoles roles = view.Kind.Table.Roles;
        if (roles.HeaderLength is not { } header || view.Whole <= header.Index) return null;
        int length = view.StatedLength - (int)roles.HeaderScale.BytesOf(header.ShownIn(view));
        return length < 0 ? null : length;
    }
}
