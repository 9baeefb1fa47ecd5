namespace Conformance.Cli.Selection;

/// <summary>
/// A name as people type it to select something: letters in any case, <c>*</c> for any run of characters, <c>?</c> for one. Without these it
/// also stands for everything beneath it, as a folder stands for its files.
/// </summary>
internal sealed class Pattern(string text)
{
    internal string Text { get; } = text.Trim().Trim('/');

    /// <summary>True when it can stand for several names.</summary>
    internal bool IsWild => Text.AsSpan().ContainsAny('*', '?');

    internal bool Matches(string name) => IsWild
        ? Glob(Text, name)
        : name.StartsWith(Text, StringComparison.OrdinalIgnoreCase) && (name.Length == Text.Length || name[Text.Length] == '/');

    // Walks both strings once and goes back to the last star on a mismatch: no pattern makes it slow.
    private static bool Glob(string pattern, string name)
    {
        var (p, n, star, resume) = (0, 0, -1, 0);
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = n;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || char.ToUpperInvariant(pattern[p]) == char.ToUpperInvariant(name[n])))
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++resume;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).TrimStart('*').IsEmpty;
    }
}
