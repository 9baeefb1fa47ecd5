using Conformance.Wire.Mime;

namespace Conformance.Wire.Cpim;

/// <summary>NS headers (RFC 3862 3.4, 4.6): <c>NS: prefix &lt;uri&gt;</c> binds a prefix, <c>NS: &lt;uri&gt;</c> the default.</summary>
internal static class CpimNamespaces
{
    /// <summary><see cref="CpimMessage.CoreNamespace"/> in octets.</summary>
    public static ReadOnlySpan<byte> Core => "urn:ietf:params:cpim-headers:"u8;

    /// <summary>
    /// The namespace that a prefix stands for after the given headers; an empty prefix asks for the default. An NS header
    /// is taken for what it is whatever the default has become, since otherwise none could ever set it back.
    /// </summary>
    public static bool TryResolve(
        ReadOnlySpan<byte> bytes, ReadOnlySpan<FieldSlot> before, ReadOnlySpan<byte> prefix, out ReadOnlySpan<byte> uri)
    {
        for (var i = before.Length - 1; i >= 0; i--)
        {
            if (IsDeclaration(bytes, before[i])
                && TryRead(bytes[before[i].ValueOffset..before[i].ValueEnd], out var declared, out uri)
                && declared.SequenceEqual(prefix))
            {
                return true;
            }
        }

        uri = Core;
        return prefix.Length == 0;
    }

    public static bool IsDeclaration(ReadOnlySpan<byte> bytes, in FieldSlot slot) =>
        slot.NameLength == 2 && bytes[slot.Offset] == 'N' && bytes[slot.Offset + 1] == 'S';

    /// <summary>Takes a value apart. The space before the bracket is in the examples of RFC 3862 and not in its grammar: either will do.</summary>
    public static bool TryRead(ReadOnlySpan<byte> value, out ReadOnlySpan<byte> prefix, out ReadOnlySpan<byte> uri)
    {
        prefix = uri = default;
        var bracket = value.IndexOf((byte)'<');
        if (bracket < 0 || value[^1] != '>')
        {
            return false;
        }

        prefix = value[..bracket].TrimEnd((byte)' ');
        uri = value[(bracket + 1)..^1];
        return !prefix.ContainsAnyExcept(CpimSyntax.NameOctets)
            && uri.IndexOf((byte)':') > 0
            && !uri.ContainsAny("<> #"u8);
    }
}
