using Conformance.Harness.Ledger;
using Conformance.Wire.Lists;

namespace Conformance.Harness.Oracle;

/// <summary>One way in which a history list is not the one expected.</summary>
/// <param name="Requirement">Id of the requirement it breaks.</param>
/// <param name="Severity">What that amounts to.</param>
/// <param name="Message">Names the recipient, what was expected of it and what was found.</param>
public sealed record HistoryDifference(string Requirement, Severity Severity, string Message)
{
    /// <summary>The decision behind the judgement, such as <c>A-16</c>.</summary>
    public string? Reading { get; init; }

    /// <summary>The texts leave it open: the case is neither passed nor failed for it.</summary>
    public bool IsInconclusive { get; init; }

    /// <summary>The entry that shows it; null when the evidence is an absence.</summary>
    public ListEntry? Entry { get; init; }

    /// <summary>The recipients whose copies show it; empty when only one copy was compared without naming its receiver.</summary>
    public IReadOnlyList<MergedRecipient> Receivers { get; init; } = [];
}

/// <summary>Which of several accepted readings a history follows.</summary>
/// <param name="Id">Id of the reading, such as <c>A-23</c>.</param>
/// <param name="Alternative">The way chosen, such as <c>grouped</c>.</param>
public sealed record ReadingFollowed(string Id, string Alternative);

/// <summary>The outcome of comparing histories.</summary>
/// <param name="Differences">Empty when the history is right under an accepted reading.</param>
/// <param name="Readings">Readings that could be told from it.</param>
/// <param name="Expected">The expected history for people, one item per line.</param>
/// <param name="Observed">The history found, in the same form.</param>
public sealed record HistoryVerdict(
    IReadOnlyList<HistoryDifference> Differences,
    IReadOnlyList<ReadingFollowed> Readings,
    string Expected,
    string Observed)
{
    public bool IsRight => Differences.All(d => d.Severity == Severity.Finding && !d.IsInconclusive);
}
