using Conformance.Wire.Lists;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists.Client;

/// <summary>Somebody the user has chosen as a recipient.</summary>
/// <param name="Hidden">The others are not to see this URI.</param>
internal sealed record Addressee(SipUri Uri, CopyControl Level, bool Hidden = false, string? DisplayName = null)
{
    /// <summary>Reads lines of the form <c>to|cc|bcc [anonymize] URI [display name]</c>.</summary>
    /// <exception cref="ArgumentException">A line has another form.</exception>
    public static IReadOnlyList<Addressee> ReadAll(string lines) =>
        [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Read)];

    private static Addressee Read(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var hidden = words.Length > 1 && words[1] == "anonymize";
        var rest = words.AsSpan(Math.Min(words.Length, hidden ? 2 : 1));
        return words is ["to" or "cc" or "bcc", ..] && rest is [var first, .. var name] && SipUri.TryParse(first, out var uri)
            ? new Addressee(uri, Enum.Parse<CopyControl>(words[0], ignoreCase: true), hidden, name.Length == 0 ? null : string.Join(' ', name!))
            : throw new ArgumentException($"\"{line}\" is no recipient: it takes the form: to|cc|bcc [anonymize] URI [display name].");
    }
}
