using System.Diagnostics.CodeAnalysis;

namespace Conformance.Wire.Cpim;

/// <summary>The value of From, To and cc (RFC 3862 4): <c>[Formal-name] "&lt;" URI "&gt;"</c>.</summary>
/// <param name="DisplayName">The name for people, quotes and escapes undone; null when there is none.</param>
/// <param name="Uri">The URI between the angle brackets, as received. Any scheme, commonly im, pres or sip.</param>
public sealed record CpimAddress(string? DisplayName, string Uri)
{
    /// <summary>
    /// Reads a header value. A space between a quoted name and the bracket is accepted: the grammar has none, but the
    /// examples of the specification are spaced out.
    /// </summary>
    public static bool TryParse(string? value, [NotNullWhen(true)] out CpimAddress? address)
    {
        address = null;
        if (value is null || value.Length < 3 || value[^1] != '>')
        {
            return false;
        }

        var bracket = value[0] == '"' ? value.IndexOf('<', QuotedLength(value)) : value.IndexOf('<');
        if (bracket < 0)
        {
            return false;
        }

        var uri = value[(bracket + 1)..^1];
        var name = value[..bracket].TrimEnd(' ');
        if (uri.Length == 0 || uri.AsSpan().ContainsAny("<> \t\"") || !uri.Contains(':') || !TryName(name, out var displayName))
        {
            return false;
        }

        address = new CpimAddress(displayName, uri);
        return true;
    }

    /// <summary>The value as RFC 3862 writes it: words that are Tokens stay bare, any other name is quoted.</summary>
    public override string ToString() => DisplayName switch
    {
        null or "" => $"<{Uri}>",
        _ when DisplayName.Split(' ').All(word => CpimText.IsToken(word)) => $"{DisplayName} <{Uri}>",
        _ => $"\"{CpimText.Escape(DisplayName, '"')}\"<{Uri}>",
    };

    private static bool TryName(string name, out string? displayName)
    {
        displayName = name.Length == 0 ? null : name;
        if (!name.StartsWith('"'))
        {
            displayName = displayName is null ? null : CpimText.Unescape(displayName);
            return true;
        }

        displayName = name.Length < 2 || QuotedLength(name) != name.Length ? null : CpimText.Unescape(name[1..^1]);
        return displayName is not null;
    }

    /// <summary>Length of the quoted string at the start, or of the whole text when it does not close.</summary>
    private static int QuotedLength(string text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '"')
            {
                return i + 1;
            }
        }

        return text.Length;
    }
}
