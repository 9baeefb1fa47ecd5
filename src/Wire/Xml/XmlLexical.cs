using System.Text.RegularExpressions;

namespace Conformance.Wire.Xml;

/// <summary>Lexical spaces of the XML Schema types that the documents here use, without a schema processor behind them.</summary>
internal static partial class XmlLexical
{
    private static readonly char[] WhiteSpace = [' ', '\t', '\n', '\r'];

    /// <summary>White space as the <c>collapse</c> facet leaves it: trimmed, runs become one blank.</summary>
    public static string Collapse(string text)
    {
        var trimmed = text.Trim(WhiteSpace);
        return trimmed.AsSpan().IndexOfAny("\t\n\r") < 0 && !trimmed.Contains("  ", StringComparison.Ordinal)
            ? trimmed
            : string.Join(' ', trimmed.Split(WhiteSpace, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Only XML's white space; the blanks of other scripts belong to the text.</summary>
    public static string Trim(string text) => text.Trim(WhiteSpace);

    public static bool IsBlank(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(WhiteSpace) < 0;

    public static bool? Boolean(string text) => Collapse(text) switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => null,
    };

    /// <summary>An <c>xs:nonNegativeInteger</c>; values beyond <see cref="long"/> become its largest.</summary>
    public static long? NonNegative(string text)
    {
        var collapsed = Collapse(text);
        var digits = collapsed.AsSpan(collapsed is ['+' or '-', ..] ? 1 : 0);
        if (digits.IsEmpty || digits.IndexOfAnyExceptInRange('0', '9') >= 0)
        {
            return null;
        }

        var value = digits.TrimStart('0') is { IsEmpty: false } significant
            ? long.TryParse(significant, out var parsed) ? parsed : long.MaxValue
            : 0;
        return collapsed[0] == '-' && value != 0 ? null : value;
    }

    public static bool IsLanguage(string text) => Language().IsMatch(Collapse(text));

    [GeneratedRegex("^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Language();
}
