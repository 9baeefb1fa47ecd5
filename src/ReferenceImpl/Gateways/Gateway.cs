using System.Net;
using Conformance.ReferenceImpl.Hosting;
using Conformance.ReferenceImpl.InstantMessages;
using Conformance.ReferenceImpl.Msrp;
using Conformance.Stack;
using Conformance.Stack.Msrp;
using Conformance.Stack.Sip;
using Conformance.Wire.Cpim;
using Conformance.Wire.Receipts;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Gateways;

/// <summary>
/// A gateway between SIP page mode and MSRP sessions. A MESSAGE goes into the session with its recipient, who is called when there is none; a SEND goes
/// on as a MESSAGE to each of those whom it names. message/cpim entities stay as they are (RFC 3862 6), receipts included. Towards a sender over SIP it
/// is an endpoint that learns late what became of the message, from MSRP REPORTs (draft section 6.1.3.1); towards one over MSRP it reports by REPORT and
/// never writes a receipt (section 7.2).
/// </summary>
internal sealed class Gateway : IReferenceSeat
{
    public const string Name = "gateway";

    private readonly GatewayConduct _conduct;
    private readonly MsrpCalls _calls;
    private readonly Dictionary<MsrpCall, List<(MsrpTransfer Transfer, PagedIm Im)>> _waiting = [];

    public Gateway(SeatOptions options)
    {
        _conduct = options.Deviate(new GatewayConduct());
        _calls = new MsrpCalls(
            options,
            _conduct.Sip,
            (_, description) => description with { AcceptTypes = ["message/cpim"], AcceptWrappedTypes = ["*"] },
            new GatewayReplies(_conduct),
            OnPage);
        _calls.Received += OnSend;
        _calls.Ended += (call, _) => OnEnded(call);
    }

    /// <inheritdoc/>
    public event Action<string, IReadOnlyDictionary<string, string>>? UserSaw
    {
        add { }
        remove { }
    }

    /// <inheritdoc/>
    public string Seat => Name;

    /// <inheritdoc/>
    public IReadOnlyDictionary<TransportKind, IPEndPoint> SipAddresses => _calls.Host.Addresses;

    /// <inheritdoc/>
    public IPEndPoint? MsrpAddress => _calls.Address;

    /// <inheritdoc/>
    public void Perform(string action, IReadOnlyDictionary<string, string> values)
    {
        if (action != "reset")
        {
            throw new ArgumentException($"The seat {Seat} has no user and no action \"{action}\".", nameof(action));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _calls.Dispose();

    /// <summary>A MESSAGE, into the session with whoever it is for.</summary>
    private void OnPage(SipServerTransaction transaction)
    {
        var request = transaction.Request;
        var next = new Onward(_calls.Host, request);
        if (next.IsHere || next.Hop is null || request.MaxForwards == 0 || request.RequestUri is not { } target)
        {
            _calls.Host.Answer(transaction, request.MaxForwards == 0 ? 483 : 404);
            return;
        }

        if (request.ContentType?.Is("message/cpim") != true || !CpimMessage.TryParse(request.Body, CpimReading.Tolerant, out var cpim, out _))
        {
            _calls.Host.Answer(transaction, _calls.Host.Reply(request, 415).Add("Accept", "message/cpim").Build());
            return;
        }

        _calls.Host.Answer(transaction, 202);
        var isReceipt = IsReceipt(cpim);
        var user = request.From?.Uri.User ?? "gateway";
        var call = _calls.With(next.Target) ?? _calls.Open(user, target);
        var transfer = call.Session.Send(_conduct.IntoSession(cpim, new MsrpOutgoing
        {
            Body = request.Body,
            ContentType = "message/cpim",
            SuccessReport = isReceipt ? null : "yes",
            FailureReport = isReceipt ? "no" : null,
        }));
        if (!isReceipt)
        {
            Follow(call, transfer, new PagedIm(cpim, cpim.From?.Uri ?? IncomingBody.SenderOf(request), next.Target));
        }
    }

    /// <summary>The 200 of the next MSRP hop says nothing about the last one; the REPORT does (RFC 4975 7.1.2, AMB-79).</summary>
    private void Follow(MsrpCall call, MsrpTransfer transfer, PagedIm im)
    {
        var waiting = _waiting.TryGetValue(call, out var known) ? known : _waiting[call] = [];
        waiting.RemoveAll(one => one.Im.IsSettled);
        waiting.Add((transfer, im));
        transfer.Accepted += () => Report(im, _conduct.Accepted);
        transfer.Delivered += () => Report(im, 200);
        transfer.Failed += failure => Report(im, failure.Kind == MsrpFailureKind.Connection ? 503 : Distribution.StatusOf(failure));
    }

    /// <summary>What never got into a session, because its peer would have none, has failed; what did may have arrived, and nothing is known.</summary>
    private void OnEnded(MsrpCall call)
    {
        foreach (var (_, im) in _waiting.Remove(call, out var waiting) ? waiting.Where(one => one.Transfer.State != MsrpTransferState.Sent) : [])
        {
            Report(im, 480);
        }
    }

    private void Report(PagedIm im, int? status)
    {
        if (status is not { } known || im.IsSettled)
        {
            return;
        }

        im.IsSettled = true;
        if (_conduct.Report(im, known) is not { } receipt)
        {
            return;
        }

        foreach (var addressee in _conduct.Addressees(im).Where(uri => SipUri.TryParse(uri, out _)))
        {
            var target = Hosting.SipAddresses.ToSip(SipUri.Parse(addressee)).WithoutHeaders();
            var draft = new ReceiptDraft { From = im.Recipient, To = addressee, Document = receipt };
            var sender = SipUri.TryParse(im.Recipient, out var recipient) ? Hosting.SipAddresses.ForTo(recipient) : _calls.Host.RecordOf("gateway");
            Page(target, sender, request => _conduct.Receipts.Carry(draft, request), _ => { });
        }
    }

    /// <summary>A SEND, as a MESSAGE to each of those it is for.</summary>
    private void OnSend(MsrpCall call, MsrpReceived message)
    {
        if (message.IsDuplicate || !CpimMessage.TryParse(message.Body, CpimReading.Tolerant, out var cpim, out _))
        {
            return;
        }

        var isReceipt = IsReceipt(cpim);
        var passage = new Distribution(call, message, status => Originate(call, cpim, isReceipt, status));
        var sender = cpim.From is { } from && SipUri.TryParse(from.Uri, out var uri) ? Hosting.SipAddresses.ForTo(uri) : _calls.Host.RecordOf(call.User);
        foreach (var target in cpim.To.Concat(cpim.Cc).Select(a => a.Uri).Where(u => SipUri.TryParse(u, out _)).Select(SipUri.Parse).Where(u => !_calls.Host.IsHere(u)))
        {
            passage.Begin();
            Page(
                Hosting.SipAddresses.ToSip(target).WithoutHeaders(),
                sender,
                request => _conduct.IntoPage(cpim, request.Body(message.Body, "message/cpim")).Build(),
                outcome => passage.End(_conduct.Told(Outcome(outcome))));
        }
    }

    /// <summary>In the codes of MSRP. A 202 means that nothing is known yet (RFC 3428 7), a code that MSRP has not got is a failure like any other.</summary>
    private static int? Outcome(MessageOutcome outcome) => outcome.Status switch
    {
        202 => null,
        < 300 => 200,
        403 or 408 or 413 or 415 => outcome.Status,
        _ => 400,
    };

    private void Originate(MsrpCall call, CpimMessage cpim, bool isReceipt, int status)
    {
        if (!isReceipt && _conduct.Originates(cpim, status) is { } body)
        {
            call.Session.Send(new MsrpOutgoing { Body = body, ContentType = "message/cpim", FailureReport = "no" });
        }
    }

    private void Page(SipUri target, string sender, Func<SipMessageBuilder, SipMessage> carry, Action<MessageOutcome> ended) => _calls.Host.Send(
        target.ToString(),
        _calls.Host.HopTo(target),
        () => carry(_calls.Host.NewRequest("MESSAGE", target.ToString(), Hosting.SipAddresses.ForTo(target), sender)),
        ended);

    private static bool IsReceipt(CpimMessage cpim) => ReceiptIdentification.Of(cpim) is not CpimKind.InstantMessage;
}
