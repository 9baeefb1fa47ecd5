using System.Text.Json.Serialization;

namespace Conformance.Harness.Ledger;

/// <summary>What a violated requirement does to a verdict, mildest last.</summary>
public enum Severity
{
    /// <summary>The case fails.</summary>
    [JsonStringEnumMemberName("fail")] Fail,

    /// <summary>The case passes with a warning, and fails under strict judgement.</summary>
    [JsonStringEnumMemberName("warning")] Warning,

    /// <summary>Reported; never changes a verdict.</summary>
    [JsonStringEnumMemberName("finding")] Finding,
}

internal static class VerdictTable
{
    /// <summary>Warnings although their level says fail.</summary>
    private static readonly HashSet<string> SoftenedStatements =
    [
        "RCPT-3.2-09", // on SIP the capital keyword beside it is SHOULD NOT; on MSRP RCPT-7.1.1-12 fails (AMB-28)
        "RCPT-8.1-01", // a lower-case should
    ];

    public static Severity SeverityOf(Requirement requirement, ChosenReadings readings)
    {
        if (requirement.StatedSeverity is { } stated)
        {
            return stated;
        }

        if (readings.Follows(ChosenReadings.CitedDocuments, "X-OLD-DRAFTS") && Readings.Get(ChosenReadings.CitedDocuments).Requirements.Contains(requirement.Id))
        {
            return Severity.Warning;
        }

        if (requirement.Level is Level.Should or Level.ShouldNot || SoftenedStatements.Contains(requirement.Id))
        {
            return Severity.Warning;
        }

        return (requirement.Basis, requirement.Id) switch
        {
            ("E", "RCPT-3.3-03") => readings.Follows(ChosenReadings.ReadReceipts, "STRICT-READ") ? Severity.Fail : Severity.Warning,
            ("E", _) => Severity.Warning,
            // Member names in another part of the one receipt defeat the MUST beside it.
            ("D", "RCPT-8.2-08") => Severity.Fail,
            ("D", _) => readings.Follows(ChosenReadings.StrictDerived, "on") ? Severity.Fail : Severity.Warning,
            // Of a permission only the bounds are judged, and they are firm.
            _ => Severity.Fail,
        };
    }
}
