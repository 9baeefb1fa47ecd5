using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>The choreography that most list scenarios share: one list MESSAGE in, one copy to everybody, none twice.</summary>
internal static class ListFlow
{
    /// <summary>Alice sends a message to the list; every recipient gets one copy.</summary>
    internal static IReadOnlyList<Step> FanOut(ListMessage message, params string[] proves) => FanOut(message, Alice, proves);

    /// <summary>Somebody sends a message to the list; every recipient gets one copy.</summary>
    internal static IReadOnlyList<Step> FanOut(ListMessage message, Party issuer, params string[] proves)
    {
        var recipients = message.Recipients.Select(r => r.Party).Distinct().ToArray();
        return
        [
            issuer.Sends(message, to: List),
            List.Answers(202, issuer).Proves("U5365-7-01"),
            Each(recipients, r => List.Sends(message.Copy(), to: r).Proves(["U5365-1-02", "U5365-3-03", .. proves])),
            .. recipients.Select(r => Never(List.Sends(message.Copy(), to: r)).Proves(["U5365-3-03", .. proves])),
        ];
    }
}
