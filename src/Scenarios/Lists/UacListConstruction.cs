using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>The request that a client builds.</summary>
public static class UacListConstruction
{
    private static readonly Party[] Hundred = [.. Enumerable.Range(1, 100).Select(n => new Party(FormattableString.Invariant($"R{n}")))];

    /// <summary>uac-list-construction.</summary>
    public static Scenario Scenario { get; } = new("uac-list-construction")
    {
        Suite = Suite.UriList,
        Title = "A client asked to write to several people sends one list MESSAGE",
        Story = "The user picks recipients in several roles, hidden ones and ones with awkward names or other URIs than of SIP among them, one by one or by groups of the address book, and sends a text. One MESSAGE goes to the service: "
            + "the text, a flat list that names each recipient once, and the option tag in Require. Nothing goes to the recipients directly.",
        Seats = [Alice.As(Seat.ListClient)],
        Variants = Vary.Over(
            [
                ("1", new ListMessage("M", Bill.To())),
                ("2", new ListMessage("M", Bill.To(), Joe.Cc())),
                ("7", new ListMessage("M", Bill.To(), Randy.To().Anonymous(), Eddy.To().Anonymous(), Joe.Cc(), Carol.Cc().Anonymous(), Ted.Bcc(), Andy.Bcc())),
                ("100", new ListMessage("M", [.. Hundred.Select(p => p.To())])),
                ("one-copied", new ListMessage("M", Bill.Cc())),
                ("one-blind", new ListMessage("M", Bill.Bcc())),
                ("groups", new ListMessage("M", Bill.To(), Joe.To(), Carol.To()).ChosenBy(("Friends", [Bill, Joe]), ("Work", [Joe, Carol])).Called("two groups")),
                ("other-schemes", new ListMessage("M", Bill.To(), Joe.To().Spelt(ByIm), Carol.Cc().Spelt(_ => "tel:+15550100"))),
                ("names", new ListMessage("M", Bill.To().Named("Bill & Sons <sales> \"Öl\""), Joe.Cc().Named("Žoë"))),
                ("twice", new ListMessage("M", Bill.To(), Bill.To(), Joe.Cc())),
                ("valid-for-an-hour", new ListMessage("M", Bill.To(), Joe.Cc()).ValidFor(3600)),
                ("cpim-one-blind", new ListMessage("M", Bill.To(), Ted.Bcc()).Carrying(new Im("M1").Asking(Im.Positive))),
                ("cpim", new ListMessage("M", Bill.To(), Joe.To()).Carrying(new Im("M1").Asking(Im.Positive))),
            ],
            message =>
            [
                .. message.Groups.Count > 0 ? [Alice.KeepsGroupsOf(message)] : (Step[])[],
                Alice.IsAskedToSend(message, via: List),
                Alice.Sends(message, to: List).Proves("U5365-1-01", "U5365-6-02", "F5363-3.1-02"),
                List.Answers(202, Alice),
                Never(Alice.Sends(message, to: List)).Proves("U5365-1-01", "F5363-3.1-02"),
                Never(Alice.Sends(message.Copy(), to: Bill)).Proves("U5365-1-01"),
            ]),
    };

    /// <summary>Somebody who is known by an im: URI only (RFC 3428 5).</summary>
    private static string ByIm(string uri) => "im:" + uri[(uri.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(';')[0].Split(':')[0];
}
