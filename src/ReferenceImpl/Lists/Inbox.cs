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

    public Inbox(SipHost host, SeatOptions options, InboxConduct conduct)
    {
        (_host, _conduct, _gate) = (host, conduct, new RequestGate(host, Capabilities, options));
        host.Request += OnRequest;
    }

    /// <summary>What the user sees: show, show-receipt.</summary>
    public event Action<string, IReadOnlyDictionary<string, string>>? UserSaw;

    /// <summary>A message was accepted and shown.</summary>
    public event Action<ReceivedMessage>? Accepts;

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

        Take(transaction, new ReceivedMessage(transaction.Request, transaction.Source, _conduct));
    }

    private void Take(SipServerTransaction transaction, ReceivedMessage message)
    {
        if (!message.TryRead())
        {
            _gate.RefuseContent(transaction);
            return;
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
