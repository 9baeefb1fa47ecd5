using System.Net;
using Conformance.Cli.Selection;
using Conformance.Harness.Ledger;

namespace Conformance.Cli.Commands;

/// <summary>What was asked of <c>conformance run</c>.</summary>
internal sealed record RunOptions
{
    internal required Selector Selector { get; init; }

    /// <summary>The part of the selected cases to run; null runs all of them.</summary>
    internal Shard? Shard { get; init; }

    /// <summary>In memory and on virtual time, instead of loopback sockets.</summary>
    internal bool Virtual { get; init; }

    internal bool Strict { get; init; }

    /// <summary>The SUT file of the system to judge; null for the bundled reference.</summary>
    internal string? SutFile { get; init; }

    /// <summary>The address that is written into messages instead of the one of the SUT file; null for that.</summary>
    internal IPAddress? Advertise { get; init; }

    /// <summary>The report folder; null writes no report.</summary>
    internal string? Out { get; init; }

    /// <summary>The folder of golden files to compare with; null compares with none.</summary>
    internal string? Golden { get; init; }

    /// <summary>The file of known failures; null knows of none.</summary>
    internal string? Baseline { get; init; }

    /// <summary>Go on with the run in the report folder: only what has not ended there is run.</summary>
    internal bool Resume { get; init; }

    internal ulong Seed { get; init; }

    /// <summary>True when the seed was asked for, and goes for people and texts too.</summary>
    internal bool SeedIsGiven { get; init; }

    internal IReadOnlyList<string> Deviations { get; init; } = [];

    /// <summary>Readings of ambiguous passages; they come before those of the SUT file.</summary>
    internal ChosenReadings Readings { get; init; } = ChosenReadings.Default;

    internal int Repeat { get; init; }

    internal int SipPort { get; init; }

    internal int TlsPort { get; init; }

    internal int MsrpPort { get; init; }
}
