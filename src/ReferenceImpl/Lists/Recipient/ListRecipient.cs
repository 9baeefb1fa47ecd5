using System.Net;
using Conformance.ReferenceImpl.Hosting;
using Conformance.ReferenceImpl.Lists.Client;
using Conformance.Stack;
using Conformance.Stack.Sip;
using Conformance.Wire.Lists;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists.Recipient;

/// <summary>A user agent that gets copies from list services, shows who else got them, and can write back to all (RFC 5365 8).</summary>
internal sealed class ListRecipient : IReferenceSeat
{
    /// <summary>Name of the seat.</summary>
    public const string Name = "list-recipient";

    private readonly ListRecipientConduct _conduct;
    private readonly SipHost _host;
    private readonly ListComposer _composer;
    private readonly Inbox _inbox;
    private readonly KeyRing _keys;
    private readonly Dictionary<(string User, string CallId), ReceivedMessage> _received = [];

    public ListRecipient(SeatOptions options)
    {
        _conduct = options.Deviate(new ListRecipientConduct());
        _host = new SipHost(options, _conduct.Sip);
        _composer = new ListComposer(_host, _conduct.Client);
        _keys = new KeyRing(_host.Ids, _host.Loop);
        _inbox = new Inbox(_host, options, _conduct.Inbox, _keys);
        _inbox.UserSaw += (name, values) => UserSaw?.Invoke(name, values);
        _inbox.Accepts += OnAccepted;
    }

    public event Action<string, IReadOnlyDictionary<string, string>>? UserSaw;

    public string Seat => Name;

    public IReadOnlyDictionary<TransportKind, IPEndPoint> SipAddresses => _host.Addresses;

    public IPEndPoint? MsrpAddress => null;

    public void Dispose() => _host.Dispose();

    /// <remarks>reply-to-all (user, call-id, text, shape=service|serial, service), offline (user, on), use-certificates (user, own, known), reset.</remarks>
    public void Perform(string action, IReadOnlyDictionary<string, string> values)
    {
        var given = new ActionValues(action, values);
        switch (action)
        {
            case "reply-to-all":
                Reply(given);
                break;
            case "offline":
                _inbox.Reach(given.User, online: !given.Flag("on"));
                break;
            case "use-certificates":
                _keys.Learn(given);
                break;
            case "reset":
                _keys.Reset();
                _inbox.Reset();
                _received.Clear();
                break;
            default:
                throw new ArgumentException($"{Name} has no action {action}.");
        }
    }

    private void OnAccepted(ReceivedMessage message)
    {
        var callId = message.Request.CallId ?? "";
        _received[(message.User, callId)] = message;
        if (message.History is not null)
        {
            UserSaw?.Invoke("show-recipients", new Dictionary<string, string>
            {
                ["user"] = message.User,
                ["call-id"] = callId,
                ["visible"] = string.Join('\n', new HistoryView(message, _host, _conduct).Lines),
            });
        }
    }

    private void Reply(ActionValues given)
    {
        var (user, callId) = (given.User, given.Required("call-id"));
        if (!_received.TryGetValue((user, callId), out var message))
        {
            throw new ArgumentException($"User {user} has no message with Call-ID {callId}.");
        }

        var view = new HistoryView(message, _host, _conduct);
        if (!view.MayReplyToAll)
        {
            Failed(user, message, 0);
            return;
        }

        if (given.Optional("shape") == "serial")
        {
            foreach (var target in view.ReplyTargets)
            {
                Send(user, message, target, () => _conduct.SerialReply(message, Single(user, target, given.Required("text"))));
            }

            return;
        }

        var service = given.Uri("service");
        var all = view.ReplyTargets.Select(uri => new Addressee(uri, CopyControl.To)).ToList();
        var request = _composer.Compose(user, service, all, _composer.Text(given.Required("text")));
        Send(user, message, service, () => request);
    }

    private SipMessage Single(string user, SipUri target, string text) => _host
        .NewRequest("MESSAGE", target.WithoutHeaders().ToString(), Hosting.SipAddresses.ForTo(target), _host.RecordOf(user))
        .Body(System.Text.Encoding.UTF8.GetBytes(text), _conduct.Client.TextType)
        .Build();

    private void Send(string user, ReceivedMessage message, SipUri target, Func<SipMessage> compose) =>
        _host.Send(target.WithoutHeaders().ToString(), HopTo(target, message), compose, outcome =>
        {
            if (outcome.Status >= 300)
            {
                Failed(user, message, outcome.Status);
            }
        });

    // An address of record names no port: it is reached through the proxy, or, without one, the way its message came.
    private SipTarget? HopTo(SipUri target, ReceivedMessage message) =>
        target.Port is null ? _host.OutboundProxy ?? message.Source : _host.HopTo(target);

    private void Failed(string user, ReceivedMessage message, int status) => UserSaw?.Invoke("failed", new Dictionary<string, string>
    {
        ["user"] = user,
        ["message-id"] = message.Request.CallId ?? "",
        ["status"] = status.ToString("D3", System.Globalization.CultureInfo.InvariantCulture),
    });
}
