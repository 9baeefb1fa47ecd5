using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Stack;
using static Conformance.Harness.Dsl.Flow;
using static Conformance.Scenarios.Cast;

namespace Conformance.Scenarios.Lists;

/// <summary>Hosts in brackets.</summary>
public static class ListMessageIpv6Host
{
    // An address for documents (RFC 3849): it leads nowhere.
    private static readonly ListMessage Message = new ListMessage("M", Bill.To(), Carol.To().Spelt(InBrackets)) { Unservable = [Carol] }.Called("an IPv6 address");

    /// <summary>list-message-ipv6-host.</summary>
    public static Scenario Scenario { get; } = new("list-message-ipv6-host")
    {
        Suite = Suite.UriList,
        Title = "An IPv6 address on the list is told to the others as it is, and keeps none of them from being served",
        Story = "Carol is listed with an IPv6 address, whose colons stand in brackets. A service that has no way there may leave her out, or refuse the list. Where it accepts, Bill gets his copy, and "
            + "if its history names Carol, it names her by her whole address.",
        Seats = [List.As(Seat.ListService)],
        Transports = [TransportKind.Udp, TransportKind.Tcp],
        Flow =
        [
            // A next hop of the service may be the harness itself.
            Perhaps(List.Sends(Message.Copy(), to: Carol)),
            Alice.Sends(Message, to: List),
            OneOf(List.Answers(202, Alice), List.Answers(Codes.Refusal, Alice)) with { Reading = "A-52" },
            List.Sends(Message.Copy(), to: Bill).IfAccepted(Message).Proves("U5365-7-03", "U5365-1-02"),
            Never(List.Sends(Message.Copy(), to: Bill)).Proves("U5365-1-02"),
        ],
    };

    private static string InBrackets(string uri)
    {
        var (user, rest) = (uri.Split('@')[0], uri.Split('@')[1]);
        var end = rest.Split(';')[0].LastIndexOf(':');
        return $"{user}@[2001:db8::9]{rest[end..]}";
    }
}
