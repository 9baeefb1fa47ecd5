using Conformance.Wire.Lists;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists.Client;

/// <summary>Somebody the user has chosen as a recipient.</summary>
/// <param name="Hidden">The others are not to see this URI.</param>
internal sealed record Addressee(SipUri Uri, CopyControl Level, bool Hidden = false, string? DisplayName = null)
{
    private const string Group = "group:";

    /// <summary>Reads lines of the form <c>to|cc|bcc [anonymize] URI [display name]</c>; a group of the address book stands for all in it.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="groups">The address book of the user; null for none.</param>
    /// <exception cref="ArgumentException">A line has another form, or names a group that there is not.</exception>
    public static IReadOnlyList<Addressee> ReadAll(string lines, IReadOnlyDictionary<string, IReadOnlyList<SipUri>>? groups = null) =>
        [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).SelectMany(line => Read(line, groups))];

    /// <summary>Reads an address book: lines of the form <c>NAME URI URI ...</c>.</summary>
    /// <exception cref="ArgumentException">What should be a URI is none.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<SipUri>> ReadGroups(string lines) => lines
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .ToDictionary(
            words => words[0],
            words => (IReadOnlyList<SipUri>)[.. words.Skip(1).Select(word => SipUri.TryParse(word, out var uri) ? uri : throw new ArgumentException($"\"{word}\" is no URI."))],
            StringComparer.Ordinal);

    private static IReadOnlyList<Addressee> Read(string line, IReadOnlyDictionary<string, IReadOnlyList<SipUri>>? groups)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is not [var level, var member] || !member.StartsWith(Group, StringComparison.Ordinal))
        {
            return [Read(line)];
        }

        return groups is not null && groups.TryGetValue(member[Group.Length..], out var members)
            ? [.. members.Select(uri => Read($"{level} {uri}"))]
            : throw new ArgumentException($"There is no group {member[Group.Length..]} in the address book.");
    }

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
