using Conformance.Harness.Engine;
using Conformance.Harness.Running;

namespace Conformance.Cli.Running;

/// <summary>What a run judges, with the ports and certificates of the harness that fit it.</summary>
internal interface ITestBed : IDisposable
{
    /// <summary>The system under test.</summary>
    ISutSource Source { get; }

    /// <summary>What failing cases are run against once more, before anybody is blamed; null for nothing.</summary>
    ISutSource? BlameControl { get; }

    /// <summary>Where the harness listens. Ports other than 0 were asked for on the command line.</summary>
    HarnessPorts Ports(int sip, int tls, int msrp);
}
