using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;

namespace Conformance.Harness.Engine;

/// <summary>
/// An exchange whose completion shows that the system under test has worked off what came before. Silence counts as evidence only
/// when a fence came back, a grace passed, and a last exchange showed that the other side is still alive.
/// </summary>
/// <param name="Name">Name for reports, as in the catalogues' families F-* and B*.</param>
/// <param name="Exchange">The steps, for the system under test and the harness party that talks to it.</param>
internal sealed record Fence(string Name, Func<FenceParties, IReadOnlyList<Step>> Exchange)
{
    /// <summary>The usual fence of each seat: the strongest exchange that goes the way of the forbidden message.</summary>
    /// <param name="seat">The seat.</param>
    /// <param name="optedOut">True when no receipts come back, so that no fence may wait for one.</param>
    /// <param name="canSend">True when the system under test can be told to send a message.</param>
    /// <param name="fromSession">True when the forbidden message would go to a party with an MSRP session.</param>
    /// <param name="intoSession">True when what that party sends goes on into an MSRP session.</param>
    internal static Fence Of(Seat seat, bool optedOut, bool canSend, bool fromSession, bool intoSession) =>
        optedOut ? Options
        : seat == Seat.Gateway ? fromSession ? Switch : intoSession ? Gateway : Options
        : seat == Seat.ImRecipient ? InstantMessage
        : seat == Seat.ImSender && canSend ? Request
        : seat == Seat.ImIntermediary ? Relay
        : seat == Seat.ListService ? List
        : seat == Seat.MsrpRecipient || seat == Seat.MsrpSender ? fromSession ? Msrp : Options
        : seat == Seat.MsrpIntermediary ? intoSession ? Switch : fromSession ? Msrp : Options
        : Options;

    /// <summary>The check that follows the grace: any final response to OPTIONS.</summary>
    internal static IReadOnlyList<Step> Liveness(FenceParties parties) =>
        [parties.Peer.Sends(new Ping("liveness"), parties.Sut), parties.Sut.Answers(Codes.Final, parties.Peer)];

    private static Fence InstantMessage { get; } = new("F-IM", p =>
    {
        var im = new Im("F").Asking(Im.Positive);
        return [p.Peer.Sends(im, p.Sut), p.Sut.Answers(Codes.Success, p.Peer), p.Sut.Sends(Receipt.Delivered(im), p.Peer)];
    });

    private static Fence Request { get; } = new("F-RX", p =>
    {
        var im = new Im("F");
        return [p.Sut.IsAskedToSend(im, p.Peer), p.Sut.Sends(im, p.Peer)];
    });

    private static Fence Relay { get; } = new("F-REL", p =>
    {
        var im = new Im("F").Asking(Im.Negative);
        return
        [
            p.Peer.Sends(im, p.Beyond, via: p.Sut),
            p.Sut.Answers(Codes.Success, p.Peer),
            p.Sut.Forwards(im, p.Beyond),
            p.Beyond.Answers(404, p.Sut),
            p.Sut.Sends(Receipt.Failed(im, 404), p.Peer),
        ];
    });

    private static Fence List { get; } = new("BF", p =>
    {
        var recipient = new Party("Fence");
        var message = new ListMessage("F", recipient.To());
        return [p.Peer.Sends(message, p.Sut), p.Sut.Answers(202, p.Peer), p.Sut.Sends(message.Copy(), recipient)];
    });

    private static Fence Msrp { get; } = new("F-MSRP", p =>
        [p.Peer.Sends(new Im("F").Reporting("yes", null), p.Sut), p.Sut.Answers(200, p.Peer)]);

    private static Fence Switch { get; } = new("F-MSRP", p =>
    {
        var im = new Im("F").Reporting("yes", null);
        return [p.Peer.Sends(im, p.Beyond, via: p.Sut), p.Sut.Answers(200, p.Peer), p.Sut.Forwards(im, p.Beyond)];
    });

    private static Fence Gateway { get; } = new("F-IM", p =>
    {
        // No receipt is asked for: a gateway that owes one and sends none must fail there, and not here.
        var im = new Im("F");
        return [p.Peer.Sends(im, p.Beyond, via: p.Sut), p.Sut.Answers(Codes.Success, p.Peer), p.Sut.Forwards(im, p.Beyond)];
    });

    /// <summary>The fence that a scenario asks for by name where the usual one would be part of what it tests.</summary>
    internal const string OptionsName = "F-OPT";

    private static Fence Options { get; } = new(OptionsName, p =>
        [p.Peer.Sends(new Ping("F"), p.Sut), p.Sut.Answers(Codes.Final, p.Peer)]);
}

/// <summary>Who takes part in a fence.</summary>
/// <param name="Sut">The system under test.</param>
/// <param name="Peer">The harness party that speaks to it.</param>
/// <param name="Beyond">The harness party on its other side; for endpoints the same as the peer.</param>
internal sealed record FenceParties(Party Sut, Party Peer, Party Beyond);

/// <summary>A fence while it runs.</summary>
internal sealed class FenceInProgress(Fence fence, IReadOnlyList<Window> windows, TimeSpan begunAt)
{
    internal Fence Fence { get; } = fence;

    internal IReadOnlyList<Window> Windows { get; } = windows;

    internal TimeSpan BegunAt { get; } = begunAt;

    internal TimeSpan CameBackAt { get; set; }
}

/// <summary>A span of time in which something must not come.</summary>
internal sealed class Window(Never never, TimeSpan openedAt)
{
    internal Never Never { get; } = never;

    internal TimeSpan OpenedAt { get; } = openedAt;

    internal bool IsClosed { get; set; }

    internal bool IsBroken { get; set; }
}
