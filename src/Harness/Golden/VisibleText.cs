using System.Buffers;
using System.Globalization;
using System.Text;

namespace Conformance.Harness.Golden;

/// <summary>
/// Octets as lines of text in which nothing is lost: line ends stand there as <c>\r\n</c>, <c>\n</c> or <c>\r</c> with a line break after them,
/// other invisible characters and octets that are not UTF-8 as escapes, a backslash twice.
/// </summary>
internal static class VisibleText
{
    /// <summary>Octets that stand for themselves: visible ASCII and the blank, without the backslash.</summary>
    private static readonly SearchValues<byte> Plain = SearchValues.Create([.. Enumerable.Range(0x20, 0x5F).Select(o => (byte)o).Where(o => o != '\\')]);

    /// <summary>Appends all lines, each with <paramref name="indent"/> before it.</summary>
    internal static void Append(StringBuilder text, ReadOnlySpan<byte> octets, string indent)
    {
        var atStart = true;
        while (!octets.IsEmpty)
        {
            if (atStart)
            {
                text.Append(indent);
                atStart = false;
            }

            var plain = octets.IndexOfAnyExcept(Plain);
            if (plain is not 0)
            {
                plain = plain < 0 ? octets.Length : plain;
                Append(text, octets[..plain]);
                octets = octets[plain..];
                continue;
            }

            var status = Rune.DecodeFromUtf8(octets, out var rune, out var length);
            if (status is not OperationStatus.Done)
            {
                foreach (var octet in octets[..length])
                {
                    text.Append(CultureInfo.InvariantCulture, $@"\x{octet:X2}");
                }
            }
            else if (rune.Value == '\r' && octets.Length > 1 && octets[1] == '\n')
            {
                text.Append(@"\r\n").Append('\n');
                (length, atStart) = (2, true);
            }
            else if (rune.Value is '\r' or '\n')
            {
                text.Append(rune.Value == '\r' ? @"\r" : @"\n").Append('\n');
                atStart = true;
            }
            else
            {
                Append(text, rune);
            }

            octets = octets[length..];
        }

        if (!atStart)
        {
            text.Append('\n');
        }
    }

    private static void Append(StringBuilder text, ReadOnlySpan<byte> plain)
    {
        Span<char> characters = stackalloc char[256];
        while (!plain.IsEmpty)
        {
            var length = Math.Min(plain.Length, characters.Length);
            text.Append(characters[..Encoding.ASCII.GetChars(plain[..length], characters)]);
            plain = plain[length..];
        }
    }

    private static void Append(StringBuilder text, Rune rune)
    {
        if (rune.Value == '\\')
        {
            text.Append(@"\\");
        }
        else if (rune.Value == '\t')
        {
            text.Append(@"\t");
        }
        else if (IsInvisible(rune))
        {
            text.Append(CultureInfo.InvariantCulture, $@"\u{{{rune.Value:X}}}");
        }
        else
        {
            text.Append(rune.ToString());
        }
    }

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate;
}
