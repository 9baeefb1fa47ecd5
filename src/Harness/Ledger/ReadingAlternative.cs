using System.Text.Json.Serialization;

namespace Conformance.Harness.Ledger;

/// <summary>One of several ways to read an ambiguous passage, between which the tester chooses before the run.</summary>
/// <param name="Name">Short name, as SUT files and command lines spell it: a switch such as <c>X-SHORT-TYPE</c>, or a word.</param>
/// <param name="Means">What follows this reading, in one sentence.</param>
public sealed record ReadingAlternative(string Name, string Means)
{
    /// <summary>
    /// What it amounts to under this reading when something goes against the first one in the way that this one allows; null for the first one, and
    /// where the reading moves what whole requirements weigh.
    /// </summary>
    public Severity? Weight { get; init; }

    /// <summary>The claim of a SUT file that declares this reading as well, such as <c>PICS-BCC-MODE=strip</c>; null for none.</summary>
    public string? Claim { get; init; }

    [JsonIgnore]
    internal string Text => $"{Name}: {Means}";
}
