using Conformance.Harness.Dsl;

namespace Conformance.Harness.Engine;

/// <content>MSRP sessions: set up by INVITE, then messages in both directions.</content>
internal sealed partial class CaseRun
{
    private void SetUp(SessionSetup session) => throw new ScenarioException($"{session.Label} cannot be set up");

    private void SendOverSession(Arrow arrow) => throw new ScenarioException($"{arrow.Label} has no session");

    private bool IsSessionTraffic(Received received) => false;

    private void CloseSessions()
    {
    }
}
