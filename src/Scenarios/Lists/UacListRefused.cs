using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>What a client does when the service does not simply accept.</summary>
public static class UacListRefused
{
    private static readonly ListMessage First = new("M1", Bill.To(), Joe.Cc());
    private static readonly ListMessage Second = new("M2", Bill.To());
    private static readonly ListMessage Unwelcome = new("M", Bill.To(), Joe.Cc());

    /// <summary>uac-list-response-handling.</summary>
    public static Scenario Scenario { get; } = new("uac-list-response-handling")
    {
        Suite = Suite.UriList,
        Title = "A client answers a challenge with the same request, waits its turn, and takes no for an answer",
        Story = "The service asks Alice to prove who she is: she sends the very same request with credentials, option tag and all. It takes its time: her next message waits. It misses "
            + "somebody's consent, or says after how long it may be asked again: she does not send the same list again at once.",
        Seats = [Alice.As(Seat.ListClient)],
        Variants =
        [
            new Variant("challenge", Proven(401)),
            new Variant("proxy-challenge", Proven(407)),
            .. Vary.Over<int>([420, 415, 413, 403, 503], status => TakesNo(List.Answers(status, Alice))),
            new Variant("503-later", TakesNo(List.Answers(503, Alice) with { RetryAfter = 3600 })),
            new Variant("plain-ok", Taken(200)),
            new Variant("slow-service",
            [
                Alice.IsAskedToSend(First, via: List),
                Alice.Sends(First, to: List),
                Alice.IsAskedToSend(Second, via: List),
                Quiet(2),
                List.Answers(202, Alice),
                Alice.Sends(Second, to: List).Proves("I3428-8-03"),
            ]),
            new Variant("no-consent",
            [
                Alice.IsAskedToSend(Unwelcome, via: List),
                Alice.Sends(Unwelcome, to: List),
                List.Answers(470, Alice),
                Never(Alice.Sends(Unwelcome, to: List)).Proves("I5360-5.9.2-01"),
            ]),
        ],
    };

    private static Step[] Proven(int challenge)
    {
        var message = new ListMessage("M", Bill.To(), Joe.Cc());
        return
        [
            Alice.IsAskedToSend(message, via: List),
            Alice.Sends(message, to: List),
            List.Answers(challenge, Alice),
            Alice.Sends(message, to: List).Proves("U5365-6-07", "I3261-22.2-02"),
            List.Answers(202, Alice),
        ];
    }

    /// <summary>The same list is not sent again by itself; single messages instead, after 420, are the user's or the client's own choice.</summary>
    private static Step[] TakesNo(Answer refusal)
    {
        var message = new ListMessage("M", Bill.To(), Joe.Cc());
        return
        [
            Alice.IsAskedToSend(message, via: List),
            Alice.Sends(message, to: List),
            refusal,
            Never(Alice.Sends(message, to: List)).Proves("U5365-1-01"),
        ];
    }

    /// <summary>A service that says 200 instead of 202 is wrong, and the client makes nothing of it.</summary>
    private static Step[] Taken(int status)
    {
        var message = new ListMessage("M", Bill.To(), Joe.Cc());
        return
        [
            Alice.IsAskedToSend(message, via: List),
            Alice.Sends(message, to: List),
            List.Answers(status, Alice),
            Never(Alice.Sends(message, to: List)).Proves("U5365-1-01", "I3428-4-04"),
        ];
    }
}
