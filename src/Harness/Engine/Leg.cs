using Conformance.Harness.Dsl;
using Conformance.Harness.Evidence;

namespace Conformance.Harness.Engine;

/// <summary>One transaction between a harness party and the system under test: whose it is, and the request in it.</summary>
internal sealed class Leg(CaseRun run, Party ours, bool weAreClient)
{
    internal CaseRun Run { get; } = run;

    /// <summary>The harness party at our end.</summary>
    internal Party Ours { get; } = ours;

    /// <summary>True when the request left us.</summary>
    internal bool WeAreClient { get; } = weAreClient;

    /// <summary>The request, once it was seen on the wire.</summary>
    internal Observed? Request { get; set; }

    /// <summary>What is being sent on it right now, for marking what the tap shows.</summary>
    internal Template? Sending { get; set; }

    /// <summary>Final responses that came for it.</summary>
    internal int Finals { get; set; }
}
