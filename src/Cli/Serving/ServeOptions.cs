using System.Net;
using Conformance.ReferenceImpl;

namespace Conformance.Cli.Serving;

/// <summary>What was asked of <c>conformance serve</c>.</summary>
internal sealed record ServeOptions
{
    /// <summary>The seats to take, each with ports of its own.</summary>
    internal required IReadOnlyList<string> Seats { get; init; }

    internal required IPAddress Address { get; init; }

    /// <summary>0 takes any free one; another number makes sense for one seat only.</summary>
    internal int SipPort { get; init; }

    internal int TlsPort { get; init; }

    internal int MsrpPort { get; init; }

    internal IReadOnlyList<Deviation> Deviations { get; init; } = [];

    /// <summary>
    /// Users must prove who they are with this account, and the seats answer challenges with it; null for neither, unless a SUT file is written.
    /// </summary>
    internal NetworkCredential? Account { get; init; }

    internal TimeSpan T1 { get; init; }

    internal ulong Seed { get; init; }

    /// <summary>Port of the control face, 0 for any; null for none, and then actions come as lines of the input.</summary>
    internal int? ControlPort { get; init; }

    /// <summary>Where to write the SUT file that describes what is served; null for nowhere.</summary>
    internal string? SutFile { get; init; }
}
