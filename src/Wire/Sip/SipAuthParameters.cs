using System.Text;

namespace Conformance.Wire.Sip;

/// <summary>Scheme and comma-separated parameters, the form that challenges and credentials share (RFC 3261 25.1).</summary>
internal static class SipAuthParameters
{
    public static bool TryRead(string? text, out string scheme, out IReadOnlyList<SipParameter> parameters)
    {
        (scheme, parameters) = ("", []);
        if (text is null)
        {
            return false;
        }
        ReadOnlySpan<byte> bytes = SipSyntax.Trim(Encoding.UTF8.GetBytes(text));
        int schemeEnd = SipSyntax.SkipToken(bytes, 0);
        if (schemeEnd == 0 || (schemeEnd < bytes.Length && !SipSyntax.IsWhite(bytes[schemeEnd])))
        {
            return false;
        }
        var read = new List<SipParameter>();
        ReadOnlySpan<byte> rest = bytes[schemeEnd..];
        var list = new SipCommaList(rest);
        while (list.MoveNext())
        {
            if (!TryReadOne(rest[list.Start..list.End], out SipParameter parameter))
            {
                return false;
            }
            read.Add(parameter);
        }
        (scheme, parameters) = (Encoding.UTF8.GetString(bytes[..schemeEnd]), read);
        return true;
    }

    public static string? Find(IReadOnlyList<SipParameter> parameters, string name)
    {
        foreach (SipParameter parameter in parameters)
        {
            if (parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return parameter.Unquoted;
            }
        }
        return null;
    }

    public static string Write(string scheme, IReadOnlyList<SipParameter> parameters) => $"{scheme} {string.Join(", ", parameters)}".TrimEnd();

    private static bool TryReadOne(ReadOnlySpan<byte> text, out SipParameter parameter)
    {
        parameter = default;
        int nameEnd = SipSyntax.SkipToken(text, 0);
        int mark = SipSyntax.SkipWhite(text, nameEnd);
        if (nameEnd == 0 || mark == text.Length || text[mark] != '=')
        {
            return false;
        }
        ReadOnlySpan<byte> value = text[SipSyntax.SkipWhite(text, mark + 1)..];
        bool quoted = !value.IsEmpty && value[0] == '"';
        if (quoted ? SipSyntax.SkipQuoted(value, 0) != value.Length : value.IsEmpty || !SipSyntax.AreAll(value, SipSyntax.Set.GenericValue))
        {
            return false;
        }
        parameter = new SipParameter(Encoding.UTF8.GetString(text[..nameEnd]), SipText.Unfold(value));
        return true;
    }
}
