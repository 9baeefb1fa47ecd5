using Conformance.ReferenceImpl.Deviations;
using Conformance.ReferenceImpl.Gateways;
using Conformance.ReferenceImpl.InstantMessages;
using Conformance.ReferenceImpl.Lists.Client;
using Conformance.ReferenceImpl.Lists.Recipient;
using Conformance.ReferenceImpl.Lists.Service;
using Conformance.ReferenceImpl.Msrp;
using Conformance.ReferenceImpl.Variations;

namespace Conformance.ReferenceImpl;

/// <summary>The seats the bundled implementation can take, and their faults.</summary>
public static class ReferenceSeats
{
    // One row per seat: its name, how it is made, its deviations.
    private static readonly (string Name, Func<SeatOptions, IReferenceSeat> Create, IReadOnlyList<Deviation> Deviations)[] Rows =
    [
        ("im-sender", UserAgent.ImSender, ImSenderDeviations.All),
        ("im-recipient", UserAgent.ImRecipient, ImRecipientDeviations.All),
        ("im-intermediary", Relay.ImIntermediary, ImIntermediaryDeviations.All),
        (ListClient.Name, options => new ListClient(options), ListClientDeviations.All),
        (ListService.Name, options => new ListService(options), ListServiceDeviations.All),
        (ListRecipient.Name, options => new ListRecipient(options), ListRecipientDeviations.All),
        ("msrp-sender", MsrpUserAgent.Sender, MsrpSenderDeviations.All),
        ("msrp-recipient", MsrpUserAgent.Recipient, MsrpRecipientDeviations.All),
        (MsrpSwitch.Name, options => new MsrpSwitch(options), MsrpIntermediaryDeviations.All),
        (Gateway.Name, options => new Gateway(options), GatewayDeviations.All),
    ];

    /// <summary>Seat names, in the order of the documents: receipts over SIP, lists, MSRP.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Rows.Select(row => row.Name)];

    /// <summary>Every deviation of every seat.</summary>
    public static IReadOnlyList<Deviation> Deviations { get; } = [.. Rows.SelectMany(row => row.Deviations.Concat(BluntFaults.All.Where(fault => fault.Seat == row.Name)))];

    /// <summary>Other accepted readings that seats can follow: no faults.</summary>
    public static IReadOnlyList<Variation> Variations { get; } = [.. ReceiptVariations.All, .. SenderVariations.All, .. RelayVariations.All, .. ListServiceVariations.All, .. ListEndVariations.All];

    /// <summary>Opens a seat's ports and takes it.</summary>
    /// <exception cref="ArgumentException">No such seat, or options that do not fit it.</exception>
    public static IReferenceSeat Create(string seat, SeatOptions options)
    {
        var row = Array.Find(Rows, row => row.Name == seat);
        if (row.Create is null)
        {
            throw new ArgumentException($"There is no seat \"{seat}\"; seats are {string.Join(", ", All)}.", nameof(seat));
        }

        return options.Deviations.FirstOrDefault(deviation => deviation.Seat != seat) is { } foreign
            ? throw new ArgumentException($"Deviation {foreign.Id} belongs to the seat {foreign.Seat}, not to {seat}.", nameof(options))
            : row.Create(options);
    }
}
