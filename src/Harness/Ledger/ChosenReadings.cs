using System.Diagnostics.CodeAnalysis;

namespace Conformance.Harness.Ledger;

/// <summary>
/// The readings of ambiguous passages that verdicts of a run rest on (PIXIT): those that were declared before it, and the first alternative of every
/// other. Immutable.
/// </summary>
public sealed class ChosenReadings
{
    /// <summary>The switch that decides whether a derived requirement fails or warns.</summary>
    internal const string StrictDerived = "STRICT-DERIVED";

    /// <summary>The ambiguity about documents that the draft cites and that have successors.</summary>
    internal const string CitedDocuments = "AMB-52";

    /// <summary>The ambiguity about blind recipients.</summary>
    public const string BlindRecipients = "A-17";

    /// <summary>The ambiguity that decides whether a read receipt is owed.</summary>
    internal const string ReadReceipts = "AMB-15";

    private readonly SortedDictionary<string, string> _declared;
    private readonly Action<string>? _asked;

    private ChosenReadings(SortedDictionary<string, string> declared, Action<string>? asked = null) => (_declared, _asked) = (declared, asked);

    /// <summary>Nothing is declared.</summary>
    public static ChosenReadings Default { get; } = new(new(StringComparer.Ordinal));

    /// <summary>What was declared, by id, in order of the ids: the names of the alternatives.</summary>
    public IReadOnlyDictionary<string, string> Declared => _declared;

    /// <summary>The readings that claims declare (PICS), such as <c>PICS-BCC-MODE</c>.</summary>
    /// <param name="items">What is claimed, by item.</param>
    public static ChosenReadings OfClaims(IReadOnlyDictionary<string, string> items) => Readings.All
        .SelectMany(r => r.Alternatives.Select(a => (r.Id, a.Name, a.Claim)))
        .Where(a => a.Claim?.Split('=') is [var item, var value] && items.TryGetValue(item, out var said) && said == value)
        .Aggregate(Default, (chosen, one) => chosen.With(one.Id, one.Name));

    /// <summary>Reads what a SUT file or a command line declares.</summary>
    /// <param name="id">Id of the ambiguity; one that settles two items may be named by either.</param>
    /// <param name="name">Name of the alternative; case does not count.</param>
    /// <param name="alternative">The alternative, with the id by which the ledger knows the ambiguity.</param>
    /// <param name="problem">What is wrong, and what could be written instead; null when it was found.</param>
    public static bool TryFind(string id, string name, out (string Id, ReadingAlternative Alternative) alternative, [NotNullWhen(false)] out string? problem)
    {
        alternative = default;
        if (!Readings.TryGet(id, out var reading))
        {
            problem = Readings.All.FirstOrDefault(r => r.Alternative(id) is not null) is { } owner
                ? $"{id} is a reading of {owner.Id}; write {owner.Id} as the name, and {id} as its value"
                : NearMisses.Explain(id, "reading", [.. Readings.All.Where(r => r.IsOpen).Select(r => r.Id)]);
            return false;
        }

        if (!reading.IsOpen)
        {
            problem = reading.Setting is { } setting
                ? $"{reading.Id} is settled by {setting}, not here"
                : $"{reading.Id} has one reading, so there is nothing to choose: {reading.Decision}";
            return false;
        }

        if (reading.Alternative(name) is not { } found)
        {
            problem = $"{reading.Id} has no reading '{name}'; it has {string.Join(", ", reading.Alternatives.Select(a => a.Name))}";
            return false;
        }

        alternative = (reading.Id, found);
        problem = null;
        return true;
    }

    /// <summary>The same with one more declared.</summary>
    /// <exception cref="ArgumentException">There is no such ambiguity or alternative; the text says what there is.</exception>
    public ChosenReadings With(string id, string name)
    {
        if (!TryFind(id, name, out var found, out var problem))
        {
            throw new ArgumentException(problem);
        }

        return new ChosenReadings(new(_declared, StringComparer.Ordinal) { [found.Id] = found.Alternative.Name }, _asked);
    }

    /// <summary>
    /// The same, and somebody is told which ambiguities a judgement asks for: what did not ask for one cannot come out otherwise when it is declared. Called from
    /// whatever thread judges.
    /// </summary>
    public ChosenReadings Watched(Action<string> asked) => new(_declared, asked);

    /// <summary>The same with all that another one declares; what both declare is taken from the other.</summary>
    public ChosenReadings With(ChosenReadings others) => others._declared.Aggregate(this, (chosen, one) => chosen.With(one.Key, one.Value));

    /// <summary>The alternative in force; null where there is nothing to choose.</summary>
    public ReadingAlternative? Of(Reading reading)
    {
        _asked?.Invoke(reading.Id);
        return _declared.TryGetValue(reading.Id, out var name) ? reading.Alternative(name) : reading.Alternatives.FirstOrDefault();
    }

    /// <summary>True when that alternative is in force.</summary>
    public bool Follows(string id, string name) => Of(Readings.Get(id))?.Name == name;

    /// <summary>What a violation weighs that an alternative of an ambiguity would allow.</summary>
    /// <param name="id">The ambiguity; null for none.</param>
    /// <param name="alternative">The alternative that the system under test seems to follow; null for none.</param>
    /// <param name="usual">What it weighs under every other alternative.</param>
    public Severity Weigh(string? id, string? alternative, Severity usual) =>
        id is not null && alternative is not null && Of(Readings.Get(id)) is { Weight: { } weight } chosen && chosen.Name == alternative ? weight : usual;

    /// <summary>What a violated requirement weighs.</summary>
    public Severity SeverityOf(Requirement requirement) => VerdictTable.SeverityOf(requirement, this);

    /// <summary>Which reading a violation rests on, for its text; empty where there was nothing to choose.</summary>
    /// <param name="id">The ambiguity; null for none.</param>
    /// <param name="alternative">The alternative that the system under test seems to follow; null for none.</param>
    public string Explain(string? id, string? alternative)
    {
        if (id is null || !Readings.TryGet(id, out var reading) || Of(reading) is not { } chosen)
        {
            return "";
        }

        var how = _declared.ContainsKey(reading.Id) ? "as declared" : "by default";
        return alternative is null || alternative == chosen.Name
            ? $" ({reading.Id} is read as {chosen.Name}, {how})"
            : $" ({reading.Id} is read as {chosen.Name}, {how}; {alternative} would {(reading.Alternative(alternative)?.Weight is Severity.Warning ? "make it a warning" : "allow it")})";
    }
}
