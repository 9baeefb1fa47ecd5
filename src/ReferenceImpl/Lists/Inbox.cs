using Conformance.ReferenceImpl.Hosting;
using Conformance.Stack.Sip;
using Conformance.Wire.Receipts;

namespace Conformance.ReferenceImpl.Lists;

/// <summary>Answers what comes for our users (RFC 3428 7), and shows it to them.</summary>
internal sealed class Inbox
{
    private static readonly SipCapabilities Capabilities = new() { ContentTypes = ["text/plain", "message/cpim", "multipart/mixed"] };

    private readonly SipHost _host;
    private readonly InboxConduct _conduct;
    private readonly RequestGate _gate;
    private readonly KeyRing _keys;
    private readonly TimeSpan _backlog;
    private readonly Dictionary<string, DateTimeOffset?> _online = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _stale = new(StringComparer.Ordinal);

    /// <param name="keys">What opens what is encrypted for our users.</param>
    public Inbox(SipHost host, SeatOptions options, InboxConduct conduct, KeyRing keys)
    {
        // What waited for a user to come back comes within the life of a transaction.
        _backlog = options.Timers.T1 * 32;
        (_host, _conduct, _gate, _keys) = (host, conduct, new RequestGate(host, Capabilities, options), keys);
        host.Request += OnRequest;
    }

    /// <summary>What the user sees: show, show-receipt.</summary>
    public event Action<string, IReadOnlyDictionary<string, string>>? UserSaw;

    /// <summary>A message was accepted and shown.</summary>
    public event Action<ReceivedMessage>? Accepts;

    /// <summary>A user cannot be reached from here on, or can be again.</summary>
    public void Reach(string user, bool online) => _online[user] = online ? _host.Loop.Now : null;

    /// <summary>Forgets who was away and what was stale.</summary>
    public void Reset()
    {
        _online.Clear();
        _stale.Clear();
    }

    private void OnRequest(SipServerTransaction transaction)
    {
        if (!_gate.Admits(transaction, _host.IsHere))
        {
            return;
        }

        if (_conduct.Refuses(transaction.Request) is { } status)
        {
            _host.Answer(transaction, status);
            return;
        }

        Take(transaction, new ReceivedMessage(transaction.Request, transaction.Source, _conduct, _keys));
    }

    private void Take(SipServerTransaction transaction, ReceivedMessage message)
    {
        if (_online.TryGetValue(message.User, out var since) && since is null)
        {
            _host.Answer(transaction, 480);
            return;
        }

        if (_conduct.Drops(_stale.GetValueOrDefault(message.User)))
        {
            return;
        }

        if (!message.TryRead())
        {
            if (message.IsDamaged)
            {
                _host.Answer(transaction, 400, "Signature Does Not Hold");
            }
            else
            {
                _gate.RefuseContent(transaction);
            }

            return;
        }

        if (message.SignedAt is { } date && _conduct.IsStale(_host.Loop.Now - date))
        {
            if (since is not { } back || !_conduct.TakesStale(_host.Loop.Now - back, _backlog))
            {
                _stale[message.User] = _stale.GetValueOrDefault(message.User) + 1;
                _host.Answer(transaction, 400, "Incorrect Date or Time");
                return;
            }

            if (_conduct.WarnsOfReplay)
            {
                UserSaw?.Invoke("replay-warning", new Dictionary<string, string> { ["user"] = message.User, ["call-id"] = message.Request.CallId ?? "" });
            }
        }

        var response = _conduct.Response(_host.Reply(message.Request, 200).Build());
        if (_conduct.AnswersAfter == TimeSpan.Zero)
        {
            _host.Answer(transaction, response);
        }
        else
        {
            _host.Loop.After(_conduct.AnswersAfter, () => _host.Answer(transaction, response));
        }

        Show(message);
        Accepts?.Invoke(message);
    }

    private void Show(ReceivedMessage message)
    {
        if (message.Receipt is not { } receipt)
        {
            UserSaw?.Invoke("show", new Dictionary<string, string>
            {
                ["user"] = message.User,
                ["message-id"] = message.Cpim?.MessageId ?? "",
                ["call-id"] = message.Request.CallId ?? "",
                ["from"] = message.Cpim?.From?.Uri ?? message.Request.From?.Uri.ToString() ?? "",
                ["text"] = message.Text,
                ["disposition"] = message.Cpim?.Content.Disposition?.Type ?? "render",
            });
            return;
        }

        var name = receipt.Class switch
        {
            ReceiptClass.Positive => "delivered",
            ReceiptClass.Negative => "failed",
            ReceiptClass.Read => "read",
            ReceiptClass.ReadUnknown => "read-unknown",
            _ => null,
        };
        if (name is not null)
        {
            UserSaw?.Invoke("show-receipt", new Dictionary<string, string>
            {
                ["user"] = message.User,
                ["message-id"] = receipt.MessageId ?? "",
                ["recipient"] = receipt.RecipientUri ?? "",
                ["class"] = name,
            });
        }
    }
}
