using Conformance.Stack;
using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>URIs of other schemes.</summary>
public static class ListMessageOtherSchemes
{
    private static readonly ListedParty JoeByIm = Joe.To().Spelt(u => "im:" + u[(u.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(';')[0].Split(':')[0]);
    private static readonly ListMessage WithIm = new("M", Bill.To(), JoeByIm);
    private static readonly ListMessage WithNumber = new ListMessage("M", Bill.To(), Carol.To().Spelt(_ => "tel:+15550100")) { Unservable = [Carol] }.Called("a telephone number");

    /// <summary>list-message-im-uri.</summary>
    public static Scenario Scenario { get; } = new("list-message-im-uri")
    {
        Suite = Suite.UriList,
        Title = "One im: URI on the list keeps nobody else from being served",
        Story = "Joe is listed by an im: URI. A service that can find out his SIP URI sends there, under that URI; one that cannot leaves him out. Bill gets his copy either way.",
        Seats = [List.As(Seat.ListService)],
        Transports = [TransportKind.Tcp, TransportKind.Udp],
        Flow =
        [
            Perhaps(List.Sends(WithIm.Copy(), to: Joe)),
            Never(List.Sends(WithIm.Copy(), to: Alice)).Proves("U5365-7.1-01"),
            Alice.Sends(WithIm, to: List),
            List.Answers(202, Alice).Proves("I3428-5-02"),
            List.Sends(WithIm.Copy(), to: Bill).Proves("I3428-5-02"),
        ],
    };

    /// <summary>list-message-im-uri-known.</summary>
    public static Scenario Known { get; } = new("list-message-im-uri-known")
    {
        Suite = Suite.UriList,
        Title = "A service that knows the SIP URI behind an im: URI sends there",
        Story = "The service has been told which SIP URI Joe's im: URI stands for. Alice lists him by the im: URI; his copy goes to the SIP URI, which is its Request-URI.",
        Seats = [List.As(Seat.ListService)],
        Transports = [TransportKind.Tcp, TransportKind.Udp],
        Flow =
        [
            List.KnowsImAddress(JoeByIm),
            Alice.Sends(WithIm, to: List),
            List.Answers(202, Alice),
            List.Sends(WithIm.Copy(), to: Bill).Proves("U5365-1-02"),
            List.Sends(WithIm.Copy(), to: Joe).Proves("I3428-5-01"),
        ],
    };

    /// <summary>list-message-telephone-number.</summary>
    public static Scenario Telephone { get; } = new("list-message-telephone-number")
    {
        Suite = Suite.UriList,
        Title = "A telephone number on the list is routed, left out or refused; the others do not suffer from it in part",
        Story = "Carol is listed by a tel: URI. A service that knows a gateway may send there, one that does not may leave her out, or refuse the list. Where it accepts, Bill gets his copy.",
        Seats = [List.As(Seat.ListService)],
        Transports = [TransportKind.Tcp, TransportKind.Udp],
        Flow =
        [
            Alice.Sends(WithNumber, to: List),
            OneOf(List.Answers(202, Alice), List.Answers(Codes.Refusal, Alice)) with { Reading = "A-51" },
            List.Sends(WithNumber.Copy(), to: Bill).IfAccepted(WithNumber).Proves("U5365-7-03", "U5365-1-02"),
            Never(List.Sends(WithNumber.Copy(), to: Bill)).Proves("U5365-1-02"),
        ],
    };
}
