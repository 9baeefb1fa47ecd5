using System.Text.Json.Serialization;

namespace Conformance.Harness.Ledger;

/// <summary>The force of a statement; <see cref="Statement"/> binds without a keyword in capitals.</summary>
public enum Level
{
    [JsonStringEnumMemberName("MUST")] Must,
    [JsonStringEnumMemberName("MUST NOT")] MustNot,
    [JsonStringEnumMemberName("SHOULD")] Should,
    [JsonStringEnumMemberName("SHOULD NOT")] ShouldNot,
    [JsonStringEnumMemberName("MAY")] May,
    [JsonStringEnumMemberName("STATEMENT")] Statement,
}

/// <summary>What it takes to judge a requirement.</summary>
public enum RequirementKind
{
    /// <summary>One message decides, in a passive capture too.</summary>
    [JsonStringEnumMemberName("message-rule")] MessageRule,

    /// <summary>Several messages have to be compared; ordinary traffic suffices.</summary>
    [JsonStringEnumMemberName("flow")] Flow,

    /// <summary>Crafted input, a configuration or a control action is needed before the case arises at all.</summary>
    [JsonStringEnumMemberName("stimulus-needed")] StimulusNeeded,

    /// <summary>Nothing on the wire can show it; <see cref="Requirement.NotTestableReason"/> says why.</summary>
    [JsonStringEnumMemberName("not-testable")] NotTestable,
}

/// <summary>One normative statement of a specification, in our own words.</summary>
/// <param name="Id">Stable and unique, such as <c>RCPT-6.2-09</c>, <c>U5365-7.2-03</c>, <c>C5364-4-05</c>.</param>
/// <param name="Specification">Document that says it, such as <c>RFC 5365</c>.</param>
/// <param name="Section">Section of that document; several are separated by commas.</param>
/// <param name="Level">Force of the statement.</param>
/// <param name="Basis">
/// For receipts: K keyword in capitals, L lower-case or indicative sentence, E shown in a figure only, D derived, P permission.
/// Null elsewhere.
/// </param>
/// <param name="Roles">Who is bound; with several roles, each is judged in its own seat.</param>
/// <param name="Transport"><c>any</c>, <c>sip</c> or <c>msrp</c>.</param>
/// <param name="Kind">What it takes to judge it.</param>
/// <param name="Text">The statement.</param>
/// <param name="Observable">How it shows on the wire.</param>
/// <param name="Condition">PICS items that must be claimed for it to apply; null when it always applies.</param>
/// <param name="NotTestableReason">Present exactly when <paramref name="Kind"/> is <see cref="RequirementKind.NotTestable"/>.</param>
public sealed record Requirement(
    string Id,
    string Specification,
    string Section,
    Level Level,
    string? Basis,
    IReadOnlyList<string> Roles,
    string Transport,
    RequirementKind Kind,
    string Text,
    string? Observable,
    string? Condition,
    string? NotTestableReason)
{
    /// <summary>Heading under which lists and reports group it.</summary>
    public required string Title { get; init; }

    /// <summary>Stimulus, expected and forbidden observation, where the ledger keeps them apart from <see cref="Observable"/>.</summary>
    public string? Purpose { get; init; }

    /// <summary>A defect that breaks this requirement, the model for a deviation of the reference implementation.</summary>
    public string? Mutant { get; init; }

    /// <summary><c>wire</c>, <c>act</c> (the SUT must be made to act), <c>act+see</c> (its user's view decides) or <c>none</c>.</summary>
    public string? UpperTester { get; init; }

    /// <summary>Line numbers in the draft, where it has no finer sections.</summary>
    public string? Lines { get; init; }

    /// <summary>The requirement this one restates; both share one check.</summary>
    public string? DuplicateOf { get; init; }

    /// <summary>Requirements that the <see cref="Mutant"/> may lawfully break too.</summary>
    public IReadOnlyList<string> CoFailures { get => field ?? []; init; }

    /// <summary>Names of the seats in which it is judged, where its roles do not tell; see <see cref="BoundSeats"/>.</summary>
    public IReadOnlyList<string>? Seats { get; init; }

    /// <summary>Set where the requirement itself names its consequence instead of leaving it to its level.</summary>
    [JsonPropertyName("severity")]
    public Severity? StatedSeverity { get; init; }

    /// <summary>What a violation amounts to when no reading is declared.</summary>
    [JsonIgnore]
    public Severity SeverityOfViolation => VerdictTable.SeverityOf(this, ChosenReadings.Default);

    /// <summary>Whether no test can ever decide it.</summary>
    [JsonIgnore]
    public bool IsTestable => Kind != RequirementKind.NotTestable;

    public bool Equals(Requirement? other) => other is not null && Id == other.Id;

    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Id;
}
