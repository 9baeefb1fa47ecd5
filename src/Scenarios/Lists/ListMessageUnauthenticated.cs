using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>No fan-out without proof of identity.</summary>
public static class ListMessageUnauthenticated
{
    private static readonly string[] Guard = ["F5363-3.2-04", "F5363-5.2-01", "F5363-5.2-02", "F5363-5.3-03", "U5365-10-01", "U5365-10-02", "C5364-8-01"];

    private static readonly ListMessage Honest = new("M", Bill.To());
    private static readonly ListMessage Covered = new ListMessage("C", Bill.To()).Proving(Proof.CoveringBody, "proof covers the body");
    private static readonly ListMessage Tampered = new ListMessage("T", Bill.To(), Joe.Bcc()).TamperedUnderProof();
    private static readonly ListMessage Replayed = new ListMessage("X", Bill.To(), Joe.Bcc()).WithCredentialsOf(Honest);

    /// <summary>list-message-unauthenticated.</summary>
    public static Scenario Scenario { get; } = new("list-message-unauthenticated")
    {
        Suite = Suite.UriList,
        Title = "A list MESSAGE without proof of identity is refused and reaches nobody",
        Story = "Mallory sends a list message without credentials, with a wrong password, with an identity that he asserts himself, without the option tag, with credentials that "
            + "Alice has used before, in her name by a connection with another certificate than hers, or with her credentials for another text than she wrote. The service challenges or refuses him, whatever else it may have against his request, and no recipient gets anything.",
        Seats = [List.As(Seat.ListService)],
        Variants =
        [
            new Variant("no-credentials", Refused(Message().WithoutCredentials())),
            new Variant("wrong-password", Refused(Message().Proving(Proof.Wrong, "wrong password"))),
            new Variant("asserted-identity", Refused(Message().WithHeaders(("P-Asserted-Identity", "<sip:alice@192.0.2.1>")).Called("asserts an identity").WithoutCredentials(), "I3325-5-01")),
            new Variant("without-tag", Refused(Message().WithHeaders(("Require", null)).Called("no option tag").WithoutCredentials())),
            new Variant("certificate-of-another", Refused(InAlicesName().WithoutCredentials())) { OnlyTransports = [Stack.TransportKind.Tls] },
            new Variant("tampered-under-auth-int",
            [
                Alice.Sends(Covered, to: List),
                List.Answers(202, Alice).Proves("U5365-7-01"),
                List.Sends(Covered.Copy(), to: Bill),

                Alice.Sends(Tampered, to: List),
                List.Answers(Codes.Refusal, Alice).Proves(Guard),
                Never(List.Sends(Tampered.Copy(), to: Bill)).Proves(Guard),
                Never(List.Sends(Tampered.Copy(), to: Joe)).Proves(Guard),
            ]),
            new Variant("replay",
            [
                Alice.Sends(Honest, to: List),
                List.Answers(202, Alice),
                List.Sends(Honest.Copy(), to: Bill),

                Mallory.Sends(Replayed, to: List),
                List.Answers(Codes.Refusal, Mallory).Proves(Guard).UndecidedBySilence("A-56"),
                Never(List.Sends(Replayed.Copy(), to: Bill)).Proves(Guard),
                Never(List.Sends(Replayed.Copy(), to: Joe)).Proves(Guard),
            ]),
        ],
    };

    private static ListMessage Message() => new("M", Bill.To(), Joe.Bcc());

    /// <summary>From is whoever the sender says; the certificate of his connection says that he is somebody else (RFC 3261 26.2.1).</summary>
    private static ListMessage InAlicesName() =>
        Message().WithHeader("From", new FromFacts("Alice", facts => $"<{facts.AddressOf(Alice).Identity}>;tag={facts.Ids.Tag()}")).Called("in Alice's name");

    private static IReadOnlyList<Step> Refused(ListMessage message, params string[] proves) =>
    [
        .. ListFlow.Refused(message, Mallory, Codes.Refusal, [.. Guard, .. proves]).Select(s => s is Answer answer ? answer.UndecidedBySilence("A-56") : s),
    ];
}
