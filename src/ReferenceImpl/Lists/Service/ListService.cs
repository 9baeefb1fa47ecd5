using System.Net;
using Conformance.ReferenceImpl.Hosting;
using Conformance.Stack;
using Conformance.Stack.Sip;
using Conformance.Wire.Receipts;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists.Service;

/// <summary>A MESSAGE URI-list service (RFC 5365 7). Any user part at its address is the service; some are stored lists.</summary>
internal sealed class ListService : IReferenceSeat
{
    /// <summary>Name of the seat.</summary>
    public const string Name = "list-service";

    private readonly SeatOptions _options;
    private readonly ListServiceConduct _conduct;
    private readonly SipHost _host;
    private readonly ListGate _gate;
    private readonly ReceiptSender _receipts;
    private readonly Dictionary<string, (AnchoredMessage Message, Copy Copy)> _expected = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (DisclosedMessage Message, RequestedReceipts Asked)> _disclosed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unknownPaths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BlindMode> _modes = new(StringComparer.Ordinal);

    public ListService(SeatOptions options)
    {
        _conduct = options.Deviate(new ListServiceConduct());
        _options = options = options with { PathSafe = options.PathSafe || _conduct.TrustsPath };
        _host = new SipHost(options, new SipConduct { OneMessagePerUri = _conduct.OnePerUri });
        _host.Transactions.UdpRequestLimit = _conduct.AnySizeOverUdp ? null : _host.Transactions.UdpRequestLimit;
        _gate = new ListGate(options, _host, _conduct);
        _receipts = new ReceiptSender(_host, _gate.Keys, _conduct.Receipts);
        _host.Request += OnRequest;
    }

    /// <summary>Never raised: a service has no user.</summary>
    public event Action<string, IReadOnlyDictionary<string, string>>? UserSaw
    {
        add { }
        remove { }
    }

    public string Seat => Name;

    public IReadOnlyDictionary<TransportKind, IPEndPoint> SipAddresses => _host.Addresses;

    public IPEndPoint? MsrpAddress => null;

    public void Dispose() => _host.Dispose();

    /// <remarks>
    /// define-list (user, members, hidden, receipts=anchor|reject), blind-mode (user, mode=strip|self), path (user, known=true|false), limit (user, most), entitle (user: an account, on),
    /// consent (uri, issuer: optional, on), trust (user, source=true|false, hops: URIs of recipients, one per line), registered-as (user, uri), im-address (user, im, uri), privacy-service (user, on), reset.
    /// </remarks>
    public void Perform(string action, IReadOnlyDictionary<string, string> values)
    {
        var given = new ActionValues(action, values);
        switch (action)
        {
            case "define-list":
                var name = given.User;
                _gate.Stored[name] = StoredList.Read(name, given.Required("members"), given.Optional("hidden") == "true", given.Optional("receipts") == "reject");
                break;
            case "blind-mode":
                _modes[given.User] = given.Required("mode") == "self" ? BlindMode.Self : BlindMode.Strip;
                break;
            case "path":
                _ = given.Flag("known") ? _unknownPaths.Remove(given.User) : _unknownPaths.Add(given.User);
                break;
            case "limit":
                _gate.Known[given.User] = _gate.Around(given.User) with { MostRecipients = given.Number("most", otherwise: 10_000) };
                break;
            case "use-certificates":
                _gate.Keys.Learn(given);
                break;
            case "entitle":
                _gate.Entitle(given.User, given.Flag("on"));
                break;
            case "consent":
                _gate.Agree(given.Uri("uri"), given.Optional("issuer").Length == 0 ? null : given.Uri("issuer"), given.Flag("on"));
                break;
            case "trust":
                _gate.Known[given.User] = _gate.Around(given.User) with { TrustsSource = given.Flag("source"), BehindTrust = given.Uris("hops") };
                break;
            case "registered-as":
                _gate.Known[given.User] = _gate.Around(given.User) with { Registered = given.Uri("uri") };
                break;
            case "im-address":
                var around = _gate.Around(given.User);
                _gate.Known[given.User] = around with { Presentities = new Dictionary<string, SipUri>(around.Presentities) { [given.Required("im")] = given.Uri("uri") } };
                break;
            case "privacy-service":
                _gate.Known[given.User] = _gate.Around(given.User) with { GivePrivacy = given.Flag("on") };
                break;
            case "reset":
                _gate.Reset();
                _modes.Clear();
                _unknownPaths.Clear();
                _expected.Clear();
                _disclosed.Clear();
                break;
            default:
                throw new ArgumentException($"{Name} has no action {action}.");
        }
    }

    private void OnRequest(SipServerTransaction transaction)
    {
        switch (transaction.Request.Method)
        {
            case "OPTIONS":
                transaction.Respond(_conduct.Options(Abilities(transaction.Request)));
                break;
            case "CANCEL":
                _host.Answer(transaction, _host.Transactions.CancelledBy(transaction) is null ? 481 : 200);
                break;
            default:
                OnMessage(new ListRequest(transaction) { Surroundings = _gate.Around(transaction.Request.RequestUri?.User ?? "") });
                break;
        }
    }

    private void OnMessage(ListRequest request)
    {
        if (TakesReceipt(request))
        {
            return;
        }

        if (Refusal(request) is { } refusal)
        {
            Respond(request, refusal);
            foreach (var (extra, hop) in _conduct.BesideRefusal(_host, request, refusal.StatusCode))
            {
                _host.Send(extra.RequestUriText, hop, () => extra, _ => { });
            }

            if (_conduct.ServedDespite(refusal.StatusCode) is var served and > 0)
            {
                // Reads who is meant, whatever the checks before it said.
                _ = _gate.Bodies(request) ?? _gate.Recipients(request);
                request.Copies = [.. request.Copies.Take(served)];
                Serve(request);
            }

            return;
        }

        if (_conduct is { LateAnswer: null, AnswersFirst: true })
        {
            Accept(request);
        }

        Serve(request);
        if (_conduct is { LateAnswer: null, AnswersFirst: false })
        {
            Accept(request);
        }
    }

    private void Accept(ListRequest request) => Respond(request, _host.Reply(request.Message, _conduct.AcceptedStatus).Build());

    private SipMessage? Refusal(ListRequest request)
    {
        foreach (var check in _conduct.Checks(_gate))
        {
            if (check(request) is { } refusal)
            {
                return refusal;
            }
        }

        // Where nothing is known of the path, what is too large even without a history is not taken at all (RFC 3428 8).
        return !KnowsPath(request) && request.Copies.Count > 0 && Writer(request, asked: null).IsTooLarge(request.Copies[0])
            ? _gate.Refuse(request, 513)
            : null;
    }

    /// <summary>Sends the copies. Nothing that happens to them reaches the issuer's transaction (RFC 5365 7).</summary>
    private void Serve(ListRequest request)
    {
        var asked = RequestedReceipts.In(request.Body.Payload);
        var writer = Writer(request, asked);
        var outcomes = new List<MessageOutcome>();
        var disclosed = new DisclosedMessage(request);
        if (asked is { Negative: true } && request.Stored is not { Hidden: true })
        {
            _disclosed[asked.MessageId] = (disclosed, asked);
        }

        var fanOut = new FanOut(request.Copies, (copy, ended) => Send(writer, copy, ended), OnEnded, writer.BodyOctets, _conduct.MostUnderWay)
        {
            GivesUpAfter = _conduct.GivesUpAfter,
            Finished = () =>
            {
                if (_conduct.LateAnswer is { } answer)
                {
                    Respond(request, _host.Reply(request.Message, answer(outcomes)).Build());
                }
            },
        };
        fanOut.Start();

        void OnEnded(Copy copy, MessageOutcome outcome)
        {
            if (_conduct.LateAnswer is not null)
            {
                outcomes.Add(outcome);
            }

            if (writer.Anchor is { } anchor)
            {
                anchor.OnOutcome(copy, outcome);
            }
            else if (asked is { } wishes && request.Stored is not { Hidden: true } && _conduct.Receipts.Reports(copy, outcome)
                && (outcome.Failed ? wishes.Negative : wishes.Positive))
            {
                disclosed.Fails(copy);
                Report(wishes, copy, outcome.Status);
            }
        }
    }

    private void Report(RequestedReceipts asked, Copy copy, int status)
    {
        var receipt = StatusReceipt.Delivery(asked.MessageId, copy.Recipient.PublicUri, status);
        _receipts.Send(_conduct.Receipts.About(receipt, copy, _host), asked.Message, copy.Request.User, layers: copy.Request.Body.Protection);
    }

    /// <summary>Whether copies may exceed what any path bears (RFC 3428 8).</summary>
    private bool KnowsPath(ListRequest request) => _options.PathSafe && (_conduct.TrustsPath || !_unknownPaths.Contains(request.User));

    private CopyWriter Writer(ListRequest request, RequestedReceipts? asked) =>
        new(request, _host, _conduct, _gate.Realm, _modes.GetValueOrDefault(request.User, _conduct.Blind))
        {
            Keys = _gate.Keys,
            MostOctets = KnowsPath(request) ? null : 1300,
            HasObtained = _gate.HasObtained,
            Anchor = asked is null || request.Stored is not { Hidden: true, RefusesReceipts: false }
                ? null
                : new AnchoredMessage(request, asked, _host, _receipts, _conduct.Receipts)
                {
                    Expects = (messageId, message, copy) => _expected[messageId] = (message, copy),
                },
        };

    private void Send(CopyWriter writer, Copy copy, Action<MessageOutcome> ended)
    {
        var key = copy.Target.RequestUri.ToString();
        var hop = _conduct.Hop(copy);
        if (!_conduct.Transactional && hop is { } target)
        {
            _host.Transactions.SendStateless(writer.Write(copy), target);
            _host.Loop.Post(() => ended(new MessageOutcome(200, null)));
            return;
        }

        string? comesBack = null;
        SipMessage? sent = null;
        Attempt(1);

        void Attempt(int number) => _host.Send(key, hop, number == 1 ? Compose : Again, outcome =>
        {
            if (_conduct.SendsAgain(outcome, number))
            {
                Attempt(number + 1);
                return;
            }

            _gate.ToOurselves.Remove(comesBack ?? "");
            ended(outcome);
        });

        // The same request once more has the same Call-ID and the next number (RFC 3261 8.1.3.5).
        SipMessage Again()
        {
            var next = sent ?? Compose();
            return sent = next.Edit().Set("CSeq", FormattableString.Invariant($"{(next.CSeq?.Number ?? 1) + 1} MESSAGE")).Build();
        }

        SipMessage Compose()
        {
            var message = sent = writer.Write(copy);
            if (_host.IsHere(copy.Target.RequestUri) && message.CallId is { } callId)
            {
                _gate.ToOurselves.Add(comesBack = callId);
            }

            foreach (var (extra, extraHop) in _conduct.Extras(_host, copy, message))
            {
                _host.Send(extra.RequestUriText, extraHop, () => extra, _ => { });
            }

            return message;
        }
    }

    /// <summary>
    /// A receipt from a member of a hidden list is taken from anybody who knows the Message-ID it was given, one about a message to others from those who got it.
    /// </summary>
    private bool TakesReceipt(ListRequest request)
    {
        if (_expected.Count + _disclosed.Count == 0 || ReceiptReader.Read(request.Message) is not { MessageId: { } messageId } receipt)
        {
            return false;
        }

        if (_expected.TryGetValue(messageId, out var expected))
        {
            Respond(request, _host.Reply(request.Message, 200).Build());
            expected.Message.OnReceipt(expected.Copy, receipt);
            return true;
        }

        if (!_disclosed.TryGetValue(messageId, out var known) || known.Message.FailedBy(request.Message.From?.Uri.ToString() ?? "", receipt) is not { } copy)
        {
            return false;
        }

        Respond(request, _host.Reply(request.Message, 200).Build());
        if (known.Message.Fails(copy) && _conduct.Receipts.TellsOfLateFailures)
        {
            Report(known.Asked, copy, receipt.StatusCode ?? 480);
        }

        return true;
    }

    private SipMessage Abilities(SipMessage request) => _host.Reply(request, 200)
        .Add("Allow", ListGate.Methods)
        .Add("Accept", ListBody.Accepted)
        .Add("Accept-Encoding", "identity")
        .Add("Accept-Language", "en")
        .Add("Supported", ListGate.Extension)
        .Build();

    private void Respond(ListRequest request, SipMessage response) =>
        _host.Answer(request.Transaction, _conduct.Response(request, response));
}
