using System.Globalization;
using System.Net;
using System.Text.Json;
using Conformance.Harness.Ledger;

namespace Conformance.Harness.Remote.Description;

/// <summary>
/// An object of a SUT file while it is read: hands out its members, each once, and notes whatever is wrong with them. What nobody asked for is
/// unknown, and a mistake too: a name with a slip of the pen would otherwise go unnoticed.
/// </summary>
internal sealed class FileSection
{
    private readonly LocatedValue? _value;
    private readonly FileNotes _notes;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>Opens an object. What is no object is noted, and read as an empty one.</summary>
    public FileSection(LocatedValue? value, FileNotes notes)
    {
        _notes = notes;
        if (value is null or { Kind: JsonValueKind.Null })
        {
            return;
        }

        if (value.Kind is not JsonValueKind.Object)
        {
            notes.Add(value, $"an object in braces is expected here, not {value.Article}");
            return;
        }

        _value = value;
        foreach (var twice in value.Members.GroupBy(m => m.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            notes.Add(twice.Last().Line, twice.Last().Value.Path, $"'{twice.Key}' already stands in line {twice.First().Line}; take one of them away");
        }
    }

    /// <summary>True when the object is there.</summary>
    public bool IsThere => _value is not null;

    /// <summary>The line of the object; 1 when it is not there.</summary>
    public int Line => _value?.Line ?? 1;

    /// <summary>The path of the object.</summary>
    public string Path => _value?.Path ?? "$";

    /// <summary>All members, all of them asked for.</summary>
    public IEnumerable<LocatedValue.Member> Everything()
    {
        foreach (var member in _value?.Members ?? [])
        {
            _asked.Add(member.Name);
            yield return member;
        }
    }

    /// <summary>A member; null when it is missing or null.</summary>
    public LocatedValue? Find(string name)
    {
        _asked.Add(name);
        return _value?.Members.LastOrDefault(m => m.Name == name)?.Value is { Kind: not JsonValueKind.Null } found ? found : null;
    }

    /// <summary>A member that is an object of its own.</summary>
    public FileSection Section(string name) => new(Find(name), _notes);

    /// <summary>A member that must be there.</summary>
    public LocatedValue? Demand(string name, string what)
    {
        var found = Find(name);
        if (found is null && _value is not null)
        {
            _notes.Add(_value, $"'{name}' is missing: {what}");
        }

        return found;
    }

    /// <summary>A text that is not empty; null when it is missing or wrong.</summary>
    public string? Text(string name) => _notes.Text(Find(name));

    /// <summary>True or false.</summary>
    public bool Flag(string name, bool standard)
    {
        var found = Find(name);
        if (found is { Kind: not (JsonValueKind.True or JsonValueKind.False) })
        {
            _notes.Add(found, $"true or false is expected here, not {found.Article}");
            return standard;
        }

        return found is null ? standard : found.Kind is JsonValueKind.True;
    }

    /// <summary>A whole number within bounds; null when it is missing or wrong.</summary>
    public int? Number(string name, int least, int most)
    {
        var found = Find(name);
        if (found is null)
        {
            return null;
        }

        if (found.Kind is JsonValueKind.Number && int.TryParse(found.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        _notes.Add(found, $"a whole number from {least} to {most} is expected here, not {found.Article}");
        return null;
    }

    /// <summary>A time in milliseconds.</summary>
    public TimeSpan? Milliseconds(string name, int least = 1, int most = 3_600_000) => Number(name, least, most) is { } number ? TimeSpan.FromMilliseconds(number) : null;

    /// <summary>A time; the standard when it is missing or wrong.</summary>
    public TimeSpan Milliseconds(string name, TimeSpan standard, int least = 1, int most = 3_600_000) =>
        Number(name, least, most) is { } number ? TimeSpan.FromMilliseconds(number) : standard;

    /// <summary>A numeric address; null when it is missing or wrong.</summary>
    public IPAddress? Address(string name)
    {
        var found = Find(name);
        if (_notes.Text(found) is not { } text)
        {
            return null;
        }

        if (IPAddress.TryParse(text.Trim('[', ']'), out var address))
        {
            return address;
        }

        _notes.Add(found, $"'{text}' is no numeric IP address, such as 192.0.2.7 or 2001:db8::7; names are not looked up");
        return null;
    }

    /// <summary>A numeric address with a port; null when it is missing or wrong.</summary>
    public IPEndPoint? EndPoint(string name)
    {
        var found = Find(name);
        if (_notes.Text(found) is not { } text)
        {
            return null;
        }

        // IPEndPoint.TryParse also takes addresses without a port, and 5060 for the address 0.0.19.196.
        var colon = text.LastIndexOf(':');
        if (colon > 0
            && (text[0] == '[' ? text[colon - 1] == ']' : text.IndexOf(':', StringComparison.Ordinal) == colon)
            && IPAddress.TryParse(text[..colon].Trim('[', ']'), out var address)
            && (text[0] == '[' || text[..colon].Count(c => c == '.') == 3)
            && int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536)
        {
            return new IPEndPoint(address, port);
        }

        _notes.Add(found, $"'{text}' is no numeric address with a port, such as 192.0.2.7:5060 or [2001:db8::7]:5060; names are not looked up");
        return null;
    }

    /// <summary>Notes every member that nobody asked for. Call it last.</summary>
    public void End()
    {
        foreach (var member in _value?.Members.Where(m => !_asked.Contains(m.Name)) ?? [])
        {
            _notes.Add(member.Line, member.Value.Path, NearMisses.Explain(member.Name, "member", _asked));
        }
    }
}
