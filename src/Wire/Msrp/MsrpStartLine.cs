using System.Text;

namespace Conformance.Wire.Msrp;

/// <summary>What a start line says; the method is empty for a response.</summary>
internal readonly record struct MsrpStartLine(string TransactionId, string Method, int StatusCode, string? Comment)
{
    /// <summary>Reads the line without its line end. On failure the offset points at the offending octet.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, out MsrpStartLine start, out int offset, out string detail)
    {
        start = default;
        offset = 0;
        detail = "expected 'MSRP', a space and a transaction id";
        if (!line.StartsWith(MsrpSyntax.Protocol))
        {
            return false;
        }

        offset = MsrpSyntax.Protocol.Length;
        var rest = line[offset..];
        var space = rest.IndexOf((byte)' ');
        if (space < 0 || !MsrpSyntax.IsIdent(rest[..space]))
        {
            detail = "a transaction id is a letter or digit and 3 to 31 more of A-Z a-z 0-9 . - + % =, then a space";
            return false;
        }

        var id = Encoding.ASCII.GetString(rest[..space]);
        offset += space + 1;
        rest = rest[(space + 1)..];
        if (rest.Length >= 3 && !rest[..3].ContainsAnyExceptInRange((byte)'0', (byte)'9') && (rest.Length == 3 || rest[3] == ' '))
        {
            var status = ((rest[0] - '0') * 100) + ((rest[1] - '0') * 10) + rest[2] - '0';
            start = new MsrpStartLine(id, "", status, rest.Length == 3 ? null : Encoding.UTF8.GetString(rest[4..]));
            return true;
        }

        detail = "expected a method of upper-case letters or a status code of three digits";
        if (rest.Length == 0 || rest.ContainsAnyExceptInRange((byte)'A', (byte)'Z'))
        {
            return false;
        }

        start = new MsrpStartLine(id, rest.SequenceEqual("SEND"u8) ? "SEND" : Encoding.ASCII.GetString(rest), 0, null);
        return true;
    }
}
