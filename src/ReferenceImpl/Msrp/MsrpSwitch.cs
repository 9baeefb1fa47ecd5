using System.Net;
using Conformance.ReferenceImpl.Hosting;
using Conformance.Stack;
using Conformance.Stack.Msrp;
using Conformance.Wire.Cpim;
using Conformance.Wire.Mime;
using Conformance.Wire.Msrp;

namespace Conformance.ReferenceImpl.Msrp;

/// <summary>
/// An MSRP switch: whoever calls a user part joins the room of that name. What one party sends goes to those of the others whom its message/cpim
/// entity names, or to all of them when it names the room, octets unchanged. Requests for receipts and receipts mean nothing to it (draft section 7.2).
/// </summary>
internal sealed class MsrpSwitch : IReferenceSeat
{
    public const string Name = "msrp-intermediary";

    /// <summary>What <see cref="SwitchConduct.Originates"/> is told when a message has come in whole.</summary>
    public const int Taken = 100;

    private readonly SwitchConduct _conduct;
    private readonly MsrpCalls _calls;
    private readonly IdSource _ids;
    private readonly Dictionary<string, HiddenRoom> _hidden = new(StringComparer.Ordinal);

    public MsrpSwitch(SeatOptions options)
    {
        _conduct = options.Deviate(new SwitchConduct());
        _calls = new MsrpCalls(options, _conduct.Sip, (_, description) => description with { AcceptTypes = ["message/cpim", "*"] }, new SwitchReplies(_conduct, IsRefused));
        _ids = options.Ids.Child("rooms");
        _calls.Up += call => Tell("session-up", call);
        _calls.Ended += (call, _) => Tell("session-closed", call);
        _calls.Received += Distribute;
    }

    /// <inheritdoc/>
    public event Action<string, IReadOnlyDictionary<string, string>>? UserSaw;

    /// <inheritdoc/>
    public string Seat => Name;

    /// <inheritdoc/>
    public IReadOnlyDictionary<TransportKind, IPEndPoint> SipAddresses => _calls.Host.Addresses;

    /// <inheritdoc/>
    public IPEndPoint? MsrpAddress => _calls.Address;

    /// <inheritdoc/>
    /// <remarks>define-list (user: the room, hidden, receipts=anchor|reject; the members are those who come), reset.</remarks>
    public void Perform(string action, IReadOnlyDictionary<string, string> values)
    {
        var given = new ActionValues(action, values);
        switch (action)
        {
            case "define-list":
                _hidden.Remove(given.User);
                if (given.Flag("hidden"))
                {
                    _hidden[given.User] = new HiddenRoom(given.Optional("receipts") == "reject", _ids, _conduct.Receipts);
                }

                break;
            case "reset":
                _hidden.Clear();
                break;
            default:
                throw new ArgumentException($"The seat {Seat} has no action \"{action}\".", nameof(action));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _calls.Dispose();

    private void Distribute(MsrpCall sender, MsrpReceived message)
    {
        if (message.IsDuplicate)
        {
            return;
        }

        var passage = new Distribution(sender, message, status => Originate(sender, message, status));
        var meant = MeantFor(sender, message, out var someAreAbsent);
        if (HiddenRoomOf(sender) is { } room && Read(message) is { } cpim)
        {
            if (room.Refuses(cpim))
            {
                if (message.Chunks > 1)
                {
                    // Its first chunk was answered before anybody could know.
                    passage.Fail(403);
                }

                if (!_conduct.DistributesRefused)
                {
                    return;
                }
            }
            else if (room.TryTake(cpim, Tell) || room.TryAnchor(sender, cpim, meant, (member, body) => Send(member, body, message.First.FailureReport)))
            {
                return;
            }
        }

        Originate(sender, message, Taken);
        foreach (var party in _conduct.Recipients(message, meant))
        {
            passage.Watch(party.Session.Send(_conduct.Onward(message, new MsrpOutgoing
            {
                Body = message.Body,
                ContentType = message.First.ContentType?.Text,
                SuccessReport = message.First.SuccessReport,
                FailureReport = message.First.FailureReport,
            })));
        }

        if (someAreAbsent)
        {
            passage.Fail(404);
        }
    }

    private List<MsrpCall> MeantFor(MsrpCall sender, MsrpReceived message, out bool someAreAbsent)
    {
        someAreAbsent = false;
        var others = _calls.Of(sender.User).Where(call => call != sender).ToList();
        if (_conduct.IgnoresAddress(message) || Read(message) is not { } cpim)
        {
            return others;
        }

        var named = cpim.To.Concat(cpim.Cc).Select(address => address.Uri).ToList();
        if (named.Count == 0 || named.Exists(uri => ReferenceImpl.Hosting.SipAddresses.SameUser(uri, sender.Contact)))
        {
            return others;
        }

        someAreAbsent = !named.TrueForAll(uri => others.Exists(call => IsNamed(call, uri)));
        return others.FindAll(call => named.Exists(uri => IsNamed(call, uri)));
    }

    private static CpimMessage? Read(MsrpReceived message) =>
        message.First.ContentType?.Is("message/cpim") == true && CpimMessage.TryParse(message.Body, CpimReading.Tolerant, out var cpim, out _) ? cpim : null;

    private HiddenRoom? HiddenRoomOf(MsrpCall call) => _hidden.GetValueOrDefault(call.User);

    /// <summary>Whether a whole message in one chunk is one that its room refuses.</summary>
    private bool IsRefused(MsrpArrival arrival) =>
        arrival.Request is { Flag: MsrpFlag.Last, HasBody: true } send && send.ByteRange is null or { Start: 1 } && send.ContentType?.Is("message/cpim") == true
        && arrival.Session is { } session && _calls.In(session) is { } call && HiddenRoomOf(call) is { } room
        && CpimMessage.TryParse(send.Body, CpimReading.Tolerant, out var cpim, out _) && room.Refuses(cpim);

    /// <summary>A receipt of the room itself.</summary>
    private static void Tell(MsrpCall author, byte[] receipt) => Send(author, receipt, "no");

    private static void Send(MsrpCall party, byte[] body, string? failureReport) =>
        party.Session.Send(new MsrpOutgoing { Body = body, ContentType = "message/cpim", FailureReport = failureReport });

    private static bool IsNamed(MsrpCall call, string uri) => ReferenceImpl.Hosting.SipAddresses.SameUser(uri, call.Peer);

    private void Originate(MsrpCall sender, MsrpReceived about, int status)
    {
        if (_conduct.Originates(about, status) is { } body)
        {
            sender.Session.Send(new MsrpOutgoing { Body = body, ContentType = "message/cpim", FailureReport = "no" });
        }
    }

    private void Tell(string what, MsrpCall call) =>
        UserSaw?.Invoke(what, new Dictionary<string, string> { ["user"] = call.User, ["peer"] = call.Peer });
}
