namespace Conformance.ReferenceImpl.Tests.Deviations;

/// <summary>
/// Faults that show under S/MIME alone. Ciphertext is new every time, so no two transcripts are equal and none proves a fault by being
/// different; the cases of the scenarios that concern these clauses find them (see the mutants of Scenarios.Tests).
/// </summary>
internal static class SmimeFaults
{
    private static readonly string[] Requirements =
    [
        "RCPT-8.2-06", "RCPT-8.2-07", "RX-8.2-05", "U5365-7.3-02", "U5365-7.3-03", "U5365-7.3-10", "U5365-10-03", "U5365-10-04", "U5365-10-05",
        "I3428-11-04", "I3428-11-05", "I3428-11-06", "I3428-11-07", "I3428-11-08", "I3428-11-09",
    ];

    internal static bool Include(Deviation deviation) => Requirements.Contains(deviation.Requirement);
}
