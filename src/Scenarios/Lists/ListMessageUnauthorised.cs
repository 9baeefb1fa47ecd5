using Conformance.Stack;
using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Known and not entitled.</summary>
public static class ListMessageUnauthorised
{
    private static readonly ListMessage Before = Message("M1");
    private static readonly ListMessage Meanwhile = Message("M2");
    private static readonly ListMessage After = Message("M3");

    /// <summary>list-message-unauthorised.</summary>
    public static Scenario Scenario { get; } = new("list-message-unauthorised")
    {
        Suite = Suite.UriList,
        Title = "Who is known but not entitled cannot use the service",
        Story = "Mallory proves who he is, but his account may not use the list service: he is refused and nobody gets anything. Once he is entitled, his message is served. "
            + "When that is taken back, he is refused again.",
        Seats = [List.As(Seat.ListService)],
        // One account plays all three parts, so the case must not run beside itself.
        Transports = [TransportKind.Tcp],
        Flow =
        [
            List.Entitles(Accounts.Guest, false),
            Mallory.Sends(Before, to: List),
            List.Answers(Codes.Refusal, Mallory).Proves("F5363-5.2-01", "U5365-10-02"),
            Never(List.Sends(Before.Copy(), to: Bill)).Proves("F5363-5.2-01", "I3261-8.2-01"),

            List.Entitles(Accounts.Guest, true),
            Mallory.Sends(Meanwhile, to: List),
            List.Answers(202, Mallory),
            List.Sends(Meanwhile.Copy(), to: Bill),

            List.Entitles(Accounts.Guest, false),
            Mallory.Sends(After, to: List),
            List.Answers(Codes.Refusal, Mallory).Proves("F5363-5.2-03", "F5363-5.2-01"),
            Never(List.Sends(After.Copy(), to: Bill)).Proves("F5363-5.2-03", "I3261-8.2-01"),
        ],
    };

    private static ListMessage Message(string name) => new ListMessage(name, Bill.To()).Proving(Proof.NotEntitled, "guest account");
}
