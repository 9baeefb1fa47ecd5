using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>P-Asserted-Identity across the border of a trust domain.</summary>
public static class ListMessageAssertedIdentityMatrix
{
    private const string Alone = "<sip:+15550100@192.0.2.9>";
    private const string WithNumber = "<sip:+15550100@192.0.2.9>, <tel:+15550100>";
    private const string Account = "sip:desk@192.0.2.9";

    private static readonly ServiceSettings Border = new() { TrustsSource = true, TrustedHops = [Bill] };
    private static readonly ServiceSettings Asserting = new() { TrustsSource = false, TrustedHops = [Bill], Registered = Account };
    private static readonly ListMessage Plain = new("M", Bill.To(), Joe.To());

    /// <summary>list-message-asserted-identity-matrix.</summary>
    public static Scenario Matrix { get; } = new("list-message-asserted-identity-matrix")
    {
        Suite = Suite.UriList,
        Title = "An identity that a trusted node asserts stays where trust is",
        Story = "Alice's request comes from a node that the service trusts, and says who she is. Bill is reached over a trusted hop, Joe over one that is not. Bill's copy names her "
            + "as the request did, whatever privacy she wants. Joe's does so only when she wants none.",
        Seats = [List.As(Seat.ListService)],
        Variants = Vary.Over(
            [
                ("no-privacy-header", Plain.WithHeaders(("P-Asserted-Identity", Alone))),
                ("none", Wanting("none")),
                ("id", Wanting("id")),
                ("header", Wanting("header")),
                ("user-critical", Wanting("user;critical")),
                ("header-id", Wanting("header;id")),
                ("with-number", Plain.WithHeaders(("P-Asserted-Identity", WithNumber), ("Privacy", "id"))),
                ("two-lines", Plain.WithHeaders(("P-Asserted-Identity", Alone), ("P-Asserted-Identity", "<tel:+15550100>"), ("Privacy", "none"))),
            ],
            message =>
            [
                List.IsToldWhomToTrust(Border),
                .. ListFlow.FanOut(message.At(Border).AsProvocation("asserted by a trusted node")),
            ]),
    };

    /// <summary>list-message-identity-of-account.</summary>
    public static Scenario OfAccount { get; } = new("list-message-identity-of-account")
    {
        Suite = Suite.UriList,
        Title = "A service asserts who proved to be somebody, not who claims it",
        Story = "The service knows which URI belongs to the account that Alice proves, and that is another one than she writes in From. If the copies assert an identity, it is that of "
            + "the account. When she wants her identity hidden, the copy that leaves the trust domain asserts none.",
        Seats = [List.As(Seat.ListService)],
        Variants = Vary.Over(
            [
                ("open", Plain),
                ("id", Plain.WithHeaders(("Privacy", "id"))),
            ],
            message =>
            [
                List.IsToldWhomToTrust(Asserting),
                List.KnowsAccountAs(Account),
                .. ListFlow.FanOut(message.At(Asserting)),
            ]),
    };

    private static ListMessage Wanting(string privacy) => Plain.WithHeaders(("P-Asserted-Identity", Alone), ("Privacy", privacy));
}
