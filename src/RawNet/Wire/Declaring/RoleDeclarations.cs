using System.Runtime.CompilerServices;

namespace RawNet.Wire;

/// <summary>Declarations of fields that building computes and that steer reading.</summary>
internal static class RoleDeclarations
{
    extension(Table table)
    {
        /// <summary>The length of the header in words of <paramref name="unit"/> bytes, shown in bytes; it bounds the options.</summary>
        public Field<byte> HeaderLength(string name, int width, uint unit, [CallerMemberName] string member = "")
        {
            Field<byte> field = table.Computed<byte>(name, width,
                new() { Computed = Wire.Computed.HeaderLength, Codec = new ScaledCodec(unit) }, member);
            table.Roles.HeaderLength = field;
            return field;
        }

        /// <summary>The length of the layer with all that it carries, in bytes.</summary>
        public Field<T> LayerLength<T>(string name, int width, bool zeroIsRest = false, [CallerMemberName] string member = "")
            where T : unmanaged => table.Length<T>(name, width, zeroIsRest, member);

        /// <summary>The length of the layer without its first <paramref name="uncounted"/> bytes, in units
        /// of <paramref name="unit"/> bytes.</summary>
        public Field<T> LengthBehind<T>(string name, int width, int uncounted, int unit = 1,
            bool zeroIsRest = false, [CallerMemberName] string member = "")
            where T : unmanaged
        {
            table.Roles.LengthScale = new(unit, uncounted);
            return table.Length<T>(name, width, zeroIsRest, member);
        }

        /// <summary>The length of an IPv6 extension header in units of 8 bytes, the first 8 not counted (RFC 8200, section 4.3).</summary>
        public Field<byte> ExtensionLength(string name, [CallerMemberName] string member = "")
        {
            Field<byte> field = table.Computed<byte>(name, 8, new() { Computed = Wire.Computed.HeaderLength }, member);
            (table.Roles.HeaderLength, table.Roles.HeaderScale) = (field, new(8, 8));
            return field;
        }

        /// <summary>The number that names the next layer in a number space.</summary>
        public Field<T> Next<T>(string name, int width, Demux space, bool hex = false,
            Codec? codec = null, [CallerMemberName] string member = "")
            where T : unmanaged
        {
            ScalarForm form = hex ? ScalarForm.Hex : ScalarForm.Number;
            Field<T> field = table.Computed<T>(name, width,
                new() { Computed = Wire.Computed.Next, Demux = space, Names = space.Names, Codec = codec, Form = form }, member);
            table.Roles.Next = field;
            return field;
        }

        /// <summary>A 16-bit Internet checksum (RFC 1071).</summary>
        public Field<ushort> Checksum(string name, Covers covers, bool zeroIsAbsent = false, [CallerMemberName] string member = "")
        {
            Field<ushort> field = table.Computed<ushort>(name, 16,
                new() { Computed = Wire.Computed.Checksum, Form = ScalarForm.Hex }, member);
            (table.Roles.Checksum, table.Roles.Covers, table.Roles.ZeroIsAbsent) = (field, covers, zeroIsAbsent);
            return field;
        }

        /// <summary>The CRC-32 over the frame in front of it, which ends the frame.</summary>
        public Field<uint> FrameCheck(string name, [CallerMemberName] string member = "")
        {
            Field<uint> field = table.Computed<uint>(name, 32, new() { Computed = Wire.Computed.Checksum, Form = ScalarForm.Hex }, member);
            (table.Roles.Checksum, table.Roles.Covers) = (field, Covers.Frame);
            return field;
        }

        /// <summary>The length of the quoted packet when extensions follow it, else 0 (RFC 4884, section 4).</summary>
        public Field<byte> QuoteLength(string name, [CallerMemberName] string member = "") =>
            table.Computed<byte>(name, 8, new() { Computed = Wire.Computed.QuoteLength }, member);

        /// <summary>A 16-bit Internet checksum over the fields behind the payload.</summary>
        public Field<ushort> ChecksumBehind(string name, [CallerMemberName] string member = "")
        {
            Field<ushort> field = table.Computed<ushort>(name, 16,
                new() { Computed = Wire.Computed.Checksum, Form = ScalarForm.Hex }, member);
            table.Roles.ChecksumBehind = field;
            return field;
        }

        /// <summary>How many items a list has, or how many words of bytes; the list names this field.</summary>
        public Field<T> Counting<T>(string name, int width, [CallerMemberName] string member = "")
            where T : unmanaged => table.Computed<T>(name, width, new() { Computed = Wire.Computed.Count }, member);

        /// <summary>A hardware destination: the group address of the next layer's multicast destination unless given.</summary>
        public Field<MacAddress> GroupMac(string name, [CallerMemberName] string member = "")
        {
            Field<MacAddress> field = table.Computed<MacAddress>(name, 48,
                new() { Computed = Wire.Computed.GroupMac, Form = ScalarForm.Mac }, member);
            table.Roles.GroupMac = field;
            return field;
        }

        /// <summary>The version nibble: another value than <paramref name="version"/> makes the rest of the header untrusted.</summary>
        public Field<byte> Version(string name, byte version, [CallerMemberName] string member = "")
        {
            Field<byte> field = table.Bits(name, 4, version, member: member);
            table.Roles.Version = field;
            return field;
        }

        /// <summary>The source address that pseudo-headers take.</summary>
        public Field<T> NetworkSource<T>(string name, [CallerMemberName] string member = "")
            where T : unmanaged
        {
            Field<T> field = table.Bits<T>(name, 8 * Unsafe.SizeOf<T>(), member: member);
            table.Roles.Source = field;
            return field;
        }

        /// <summary>The destination address that pseudo-headers take.</summary>
        public Field<T> NetworkDestination<T>(string name, [CallerMemberName] string member = "")
            where T : unmanaged
        {
            Field<T> field = table.Bits<T>(name, 8 * Unsafe.SizeOf<T>(), member: member);
            table.Roles.Destination = field;
            return field;
        }

        /// <summary>More fragments follow: a transport checksum cannot be verified over this one alone.</summary>
        public Field<bool> MoreFragments(string name, [CallerMemberName] string member = "")
        {
            Field<bool> field = table.Flag(name, member: member);
            table.Roles.MoreFragments = field;
            return field;
        }

        /// <summary>The place of a fragment, in units of 8 bytes: what follows is no header when it is not 0.</summary>
        public Field<ushort> FragmentOffset(string name, int width, [CallerMemberName] string member = "")
        {
            Field<ushort> field = table.Bits<ushort>(name, width, member: member);
            table.Roles.FragmentOffset = field;
            return field;
        }

        /// <summary>What always follows this message, when no field says so.</summary>
        public void Carries(Demux space, ulong number, bool quoted = false) =>
            (table.Roles.Carries, table.Roles.Quotes) = ((space, number), quoted);

        /// <summary>The message ends with its last field, whatever frame it lies in.</summary>
        public Table CarryingNothing()
        {
            table.Roles.CarriesNothing = true;
            return table;
        }

        /// <summary>JSON also shows how many bytes the layer carries, under this name.</summary>
        public Table ShowingCarried(string name)
        {
            table.Roles.CarriedName = System.Text.Json.JsonEncodedText.Encode(name);
            return table;
        }

        /// <summary>The message is not there without a byte of what it carries.</summary>
        public Table HoldingData()
        {
            table.Roles.HoldsData = true;
            return table;
        }

        /// <summary>JSON also shows the whole byte that begins with this field, in front of it and under this name.</summary>
        public Field<byte> StartingByte(Field<byte> field, string name)
        {
            (table.Roles.ByteShownAt, table.Roles.ByteName) = (field, System.Text.Json.JsonEncodedText.Encode(name));
            return field;
        }

        private Field<T> Length<T>(string name, int width, bool zeroIsRest, string member)
            where T : unmanaged
        {
            Field<T> field = table.Computed<T>(name, width, new() { Computed = Wire.Computed.LayerLength }, member);
            (table.Roles.Length, table.Roles.ZeroLengthIsRest) = (field, zeroIsRest);
            return field;
        }

        private Field<T> Computed<T>(string name, int width, ScalarTraits traits, string member)
            where T : unmanaged => table.Keep(new Field<T>(table, name, member, width, traits));
    }
}
