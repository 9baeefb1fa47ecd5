using Conformance.Harness.Dsl;

namespace Conformance.Harness.Ledger;

/// <summary>
/// The seats in which a clause is judged. The roles that it binds have a seat each, over MSRP another than over SIP; a row names its seats itself where that
/// would name one in which the case cannot arise. Over MSRP, for instance, both ends send and receive: a clause about messages binds whoever writes them, one
/// about receipts the other end, and delivery receipts there are none.
/// </summary>
public static class BoundSeats
{
    private static readonly Dictionary<string, Seat[]> OverSip = new(StringComparer.Ordinal)
    {
        ["im-sender"] = [Seat.ImSender],
        ["im-recipient"] = [Seat.ImRecipient],
        ["receipt-sender"] = [Seat.ImRecipient],
        ["receipt-recipient"] = [Seat.ImSender],
        ["sip-intermediary"] = [Seat.ImIntermediary],
        ["list-server"] = [Seat.ListService],
        ["uac"] = [Seat.ListClient],
        ["uri-list-service"] = [Seat.ListService],
        ["uas"] = [Seat.ListRecipient],
    };

    private static readonly Dictionary<string, Seat[]> OverMsrp = new(StringComparer.Ordinal)
    {
        ["im-sender"] = [Seat.MsrpSender],
        ["im-recipient"] = [Seat.MsrpRecipient],
        ["receipt-sender"] = [Seat.MsrpRecipient],
        ["receipt-recipient"] = [Seat.MsrpSender],
        ["msrp-sender"] = [Seat.MsrpSender, Seat.MsrpRecipient],
        ["msrp-recipient"] = [Seat.MsrpRecipient, Seat.MsrpSender],
        ["msrp-intermediary"] = [Seat.MsrpIntermediary],
    };

    /// <summary>The seats of a clause, in the order of <see cref="Seat.All"/>; none for one that no test can decide.</summary>
    public static IReadOnlyList<Seat> Of(Requirement requirement)
    {
        if (!requirement.IsTestable)
        {
            return [];
        }

        var seats = requirement.Seats is { } named ? named.Select(n => Seat.Named(n) ?? throw new InvalidOperationException($"{requirement.Id} names a seat {n}, which there is not"))
            : requirement.Transport switch
            {
                "sip" => Of(requirement, OverSip),
                "msrp" => Of(requirement, OverMsrp),
                _ => Of(requirement, OverSip).Concat(Of(requirement, OverMsrp)),
            };
        var bound = seats.ToHashSet();
        return [.. Seat.All.Where(bound.Contains)];
    }

    private static IEnumerable<Seat> Of(Requirement requirement, Dictionary<string, Seat[]> seats) => requirement.Roles.SelectMany(role => seats.GetValueOrDefault(role) ?? []);
}
