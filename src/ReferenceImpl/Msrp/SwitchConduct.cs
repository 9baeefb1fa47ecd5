using Conformance.ReferenceImpl.Hosting;
using Conformance.ReferenceImpl.Lists.Service;
using Conformance.Stack.Msrp;

namespace Conformance.ReferenceImpl.Msrp;

/// <summary>All that a switch decides, each default as the documents want it.</summary>
internal sealed record SwitchConduct
{
    public SipConduct Sip { get; init; } = new();

    /// <summary>Who gets a message, out of those it is meant for.</summary>
    public Func<MsrpReceived, IReadOnlyList<MsrpCall>, IReadOnlyList<MsrpCall>> Recipients { get; init; } = (_, meant) => meant;

    /// <summary>Everybody in the room but the sender gets it, whoever it is addressed to.</summary>
    public Func<MsrpReceived, bool> IgnoresAddress { get; init; } = _ => false;

    /// <summary>What the writer to a room with hidden members hears of them.</summary>
    public ListReceiptConduct Receipts { get; init; } = new();

    /// <summary>Whether the members of a room with hidden members get what it refuses.</summary>
    public bool DistributesRefused { get; init; }

    /// <summary>The last look at a message on its way to one party.</summary>
    public Func<MsrpReceived, MsrpOutgoing, MsrpOutgoing> Onward { get; init; } = (_, outgoing) => outgoing;

    /// <summary>What a request is answered, given what RFC 4975 wants.</summary>
    public Func<MsrpArrival, MsrpReply, MsrpReply> Response { get; init; } = (_, due) => due;

    /// <summary>
    /// A message of the switch's own to the sender of one that it takes (<see cref="MsrpSwitch.Taken"/>), that a party has got (200), or that it could not
    /// pass on. The draft wants none (section 7.2).
    /// </summary>
    public Func<MsrpReceived, int, byte[]?> Originates { get; init; } = (_, _) => null;
}
