using Conformance.ReferenceImpl.Hosting;
using Conformance.Stack.Sip;
using Conformance.Wire.Receipts;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists;

/// <summary>Answers what comes for our users (RFC 3428 7), and shows it to them.</summary>
internal sealed class Inbox
{
    private const string Methods = "MESSAGE, OPTIONS";
    private const string Accepted = "text/plain, message/cpim, multipart/mixed";

    private static readonly string[] KnownMethods =
        ["INVITE", "ACK", "BYE", "REGISTER", "PRACK", "SUBSCRIBE", "NOTIFY", "PUBLISH", "INFO", "REFER", "UPDATE"];

    private readonly SipHost _host;
    private readonly InboxConduct _conduct;

    public Inbox(SipHost host, InboxConduct conduct)
    {
        (_host, _conduct) = (host, conduct);
        host.Request += OnRequest;
    }

    /// <summary>What the user sees: show, show-receipt.</summary>
    public event Action<string, IReadOnlyDictionary<string, string>>? UserSaw;

    /// <summary>A message was accepted and shown.</summary>
    public event Action<ReceivedMessage>? Accepts;

    private void OnRequest(SipServerTransaction transaction)
    {
        var request = transaction.Request;
        switch (request.Method)
        {
            case "OPTIONS":
                _host.Answer(transaction, _host.Reply(request, 200)
                    .Add("Allow", Methods)
                    .Add("Accept", Accepted)
                    .Add("Accept-Encoding", "identity")
                    .Add("Accept-Language", "en")
                    .Build());
                break;
            case "CANCEL":
                _host.Answer(transaction, _host.Transactions.CancelledBy(transaction) is null ? 481 : 200);
                break;
            case var method when _conduct.IsMessage(method):
                OnMessage(transaction);
                break;
            case var method when KnownMethods.Contains(method):
                _host.Answer(transaction, _host.Reply(request, 405).Add("Allow", Methods).Build());
                break;
            default:
                _host.Answer(transaction, 501);
                break;
        }
    }

    private void OnMessage(SipServerTransaction transaction)
    {
        var request = transaction.Request;
        if (transaction.IsMerged)
        {
            _host.Answer(transaction, 482);
        }
        else if (_conduct.Unsupported(request.Values(SipHeader.Require)) is { Count: > 0 } unsupported)
        {
            _host.Answer(transaction, _host.Reply(request, 420).Add("Unsupported", string.Join(", ", unsupported)).Build());
        }
        else if (_conduct.Refuses(request) is { } status)
        {
            _host.Answer(transaction, status);
        }
        else
        {
            Take(transaction, new ReceivedMessage(request, transaction.Source, _conduct));
        }
    }

    private void Take(SipServerTransaction transaction, ReceivedMessage message)
    {
        if (!message.TryRead())
        {
            _host.Answer(transaction, _host.Reply(message.Request, 415).Add("Accept", Accepted).Add("Accept-Encoding", "identity").Build());
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
