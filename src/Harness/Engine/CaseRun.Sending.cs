using Conformance.Harness.Dsl;
using Conformance.Harness.Evidence;
using Conformance.Harness.Results;
using Conformance.Stack;
using Conformance.Stack.Sip;
using Conformance.Stack.Sip.Authentication;
using Conformance.Wire.Sip;

namespace Conformance.Harness.Engine;

/// <content>What the harness parties put on the wire.</content>
internal sealed partial class CaseRun
{
    private readonly Dictionary<Arrow, Sent> _sent = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Party, uint> _sequenceNumbers = [];
    private int _lane;

    /// <summary>True when the case ended because nobody took what it sent.</summary>
    internal bool LostContact { get; private set; }

    private void Send(Arrow arrow)
    {
        if (arrow.Presupposes is { } request && IsRefused(request))
        {
            return;
        }

        if (IsOverSession(arrow.From) && arrow.Message is not Dsl.Templates.Ping)
        {
            SendOverSession(arrow);
            return;
        }

        if (arrow.Repetition)
        {
            SendAgain(arrow);
            return;
        }

        if (arrow.AnotherPath)
        {
            SendByAnotherPath(arrow);
            return;
        }

        if (PendingTo(arrow) is { } pending)
        {
            // RFC 3428 8: no second MESSAGE to a URI while one is pending. The send waits for the final response.
            _blocked = true;
            pending.WhenDone = () =>
            {
                _blocked = false;
                Send(arrow);
                Advance();
            };
            return;
        }

        var outbound = arrow.Message.Compose(Facts, arrow);
        if (IsAsAnother(outbound) && _settings.Pixit.LacksOtherCertificate)
        {
            _inconclusive ??= $"{_sut.Name} knows people by their certificates, and the harness has none of somebody whom it is not to serve (tls.otherCertificate, in its SUT file)";
            Finish();
            return;
        }

        var sent = new Sent(arrow, outbound, BuildRequest(arrow, outbound));
        _sent[arrow] = sent;
        Transmit(sent, sent.Request);
    }

    /// <summary>Who proves nothing, or that he is somebody else, has no certificate of ours either: where people are known by theirs, that would be proof enough.</summary>
    private bool IsAsAnother(Outbound outbound) => Case.Transport is TransportKind.Tls && outbound.Proof is Proof.None or Proof.Wrong or Proof.NotEntitled;

    private Sent? PendingTo(Arrow arrow) => arrow.Message is Dsl.Templates.Ping
        ? null
        : _sent.Values.FirstOrDefault(s => !s.IsDone && s.Arrow.To == arrow.To && s.Arrow.From == arrow.From && s.Outbound.Method == "MESSAGE" && s.Arrow.Message is not Dsl.Templates.Ping);

    private SipMessageBuilder BuildRequest(Arrow arrow, Outbound outbound)
    {
        var from = AddressOf(arrow.From);
        var to = AddressOf(arrow.To);
        var number = _sequenceNumbers[arrow.From] = _sequenceNumbers.GetValueOrDefault(arrow.From) + 1;
        var request = SipMessage.Request(outbound.Method, outbound.RequestUri ?? to.Address)
            .Add("Max-Forwards", "70")
            .Add("From", $"{Quoted(from.DisplayName)} <{from.Identity}>;tag={Facts.Ids.Tag()}")
            .Add("To", $"<{to.Identity}>")
            .Add("Call-ID", Facts.Ids.CallId())
            .Add("CSeq", $"{number} {outbound.Method}");
        if (arrow.Via is not null)
        {
            request.Add("Route", $"<{RouteTo(arrow.Via)};lr>");
        }

        var written = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in outbound.Headers)
        {
            // The first of a name replaces what an ordinary request has, others of that name stand beside it.
            request = value is null ? request.Remove(name) : written.Add(name) ? request.Set(name, value) : request.Add(name, value);
        }

        if (outbound.CredentialsOf is { } earlier
            && _sent.Values.LastOrDefault(s => ReferenceEquals(s.Arrow.Message, earlier))?.Message?.Value(SipHeader.Authorization) is { } used)
        {
            request.Set("Authorization", used);
        }

        if (outbound.ContentType is not null)
        {
            request.Body(outbound.Body, outbound.ContentType);
        }

        return outbound.Finish is null ? request : outbound.Finish(request);
    }

    /// <summary>A route names a host and a port, no user.</summary>
    private string RouteTo(Party via)
    {
        var address = AddressOf(via);
        return address.Address.Replace(address.User + "@", "", StringComparison.Ordinal);
    }

    private static string Quoted(string name) =>
        $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private void Transmit(Sent sent, SipMessageBuilder request)
    {
        var branch = Facts.Ids.Branch();
        if (Routed(sent, request, branch) is not var (message, target))
        {
            return;
        }

        target = target with { AsAnother = IsAsAnother(sent.Outbound) };

        var leg = _tester.Open(this, sent.Arrow.From, branch);
        leg.Sending = sent.Arrow.Message;
        sent.Leg = leg;
        sent.Message = message;
        sent.First ??= sent.Message;
        if (sent.Message.CallId is { } callId)
        {
            Facts.BindCallId(sent.Arrow.Message, callId);
        }

        var beat = Begin();
        var number = _transmitted.Count;
        _transmitted.Add((sent, null));
        void OnAnswer(SipMessage response)
        {
            beat.Answered();
            OnResponse(sent, response);
        }

        sent.Transaction = sent.Outbound.Spoil is { } spoil
            ? _tester.Transactions.SendAs(spoil(message), message, target with { Lane = _tester.NewLane() }, OnAnswer, () => GiveUp(number), reason => OnTransportError(sent, reason))
            : _tester.Transactions.Send(message, target, OnAnswer, () => GiveUp(number), reason => OnTransportError(sent, reason));
        _transmitted[number] = (sent, sent.Transaction);
    }

    private void Reply(Operation.Reply reply)
    {
        if (!_received.TryGetValue(reply.Request, out var received) || received.Transaction is not { } transaction)
        {
            return;
        }

        if (reply.Answer.Codes == Codes.None)
        {
            return;
        }

        if (reply.Answer.Codes.First is 401 or 407)
        {
            Challenge(transaction, reply.Answer);
            return;
        }

        Respond(transaction, reply.Answer.Codes.First, reply.Answer.Contact, reply.Answer.RetryAfter);
    }

    private void Challenge(SipServerTransaction transaction, Answer answer) =>
        Challenge(transaction, isProxy: answer.Codes.First == 407, answer.IsStale, answer.NeedsNoProof);

    /// <summary>Asks for the proof of identity that the account of the run makes possible.</summary>
    private void Challenge(SipServerTransaction transaction, bool isProxy, bool isStale = false, bool needsNoProof = false)
    {
        var account = _settings.Pixit.Challenge ?? _settings.Pixit.Credentials;
        if (account is null && !needsNoProof)
        {
            _inconclusive = "needs an account with which the system under test can answer a challenge (challenge, in its SUT file)";
            Finish();
            return;
        }

        var server = new DigestServer("conformance", user => user == account?.UserName ? account.Password : null, Facts.Ids.Child("digest"), new DigestServerOptions { Proxy = isProxy });
        transaction.Respond(server.Challenge(transaction.Request, _tester.Loop.Now, isStale));
    }

    private void Respond(SipServerTransaction transaction, int code, Party? contact = null, int? retryAfter = null)
    {
        var response = transaction.Request.Respond(code);
        if (transaction.Request.ToTag is null && code > 100)
        {
            response.Set("To", $"{transaction.Request.Value(SipHeader.To)};tag={Facts.Ids.Tag()}");
        }

        if (transaction.Request.Method == "OPTIONS")
        {
            response.Add("Allow", "MESSAGE, OPTIONS, INVITE, ACK, BYE, CANCEL").Add("Accept", "message/cpim, text/plain, multipart/mixed");
        }

        if (contact is not null)
        {
            response.Add("Contact", $"<{AddressOf(contact).Address}>");
        }

        if (retryAfter is { } seconds)
        {
            response.Add("Retry-After", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        if (code == 415)
        {
            response.Add("Accept", "text/plain");
        }

        if (code == 420)
        {
            response.Add("Unsupported", string.Join(", ", transaction.Request.Values(SipHeader.Require).DefaultIfEmpty("x-unknown")));
        }

        if (code == 401)
        {
            response.Add("WWW-Authenticate", SipChallenge.Digest("harness", Facts.Ids.Token(16), "MD5", Facts.Ids.Token(8), stale: false).ToString());
        }

        transaction.Respond(response.Build());
    }

    private void OnResponse(Sent sent, SipMessage message)
    {
        if (_over || _observedByMessage.GetValueOrDefault(message) is not { } observed)
        {
            return;
        }

        if (message.StatusCode is 401 or 407 && sent.Outbound.Proof is not Proof.None && !sent.HasAuthenticated)
        {
            if (AccountFor(sent.Outbound.Proof) is null)
            {
                LacksAccount(sent.Outbound.Proof);
                return;
            }

            if (sent.Outbound.Proof is Proof.CoveringBody && !DigestClient.MayCoverBody(message))
            {
                _inconclusive ??= $"{_sut.Name} offers no proof that covers the body (qop auth-int), which RFC 3261 22.4 leaves to it";
                Finish();
                return;
            }

            if (Authenticate(sent, message))
            {
                observed.Mark = ArrowMark.Tolerated;
                return;
            }
        }

        if (message.StatusCode is >= 200 and < 300 && sent is { Outbound.Proof: Proof.CoveringBody, HasAuthenticated: false })
        {
            _inconclusive ??= $"{_sut.Name} asks for no proof that could cover the body";
            Finish();
            return;
        }

        if (message.StatusCode >= 200)
        {
            sent.Final = observed;
        }

        Answered(sent.Arrow, observed);
        if (message.StatusCode >= 200)
        {
            Done(sent);
        }

        Advance();
    }

    private bool Authenticate(Sent sent, SipMessage challenge)
    {
        if (AccountFor(sent.Outbound.Proof) is not { } account
            || sent.Message is not { } request
            || !new DigestClient(account.UserName, account.Password, Facts.Ids) { CoversBody = sent.Outbound.Proof is Proof.CoveringBody }.TryAnswer(challenge, request, out var retry))
        {
            return false;
        }

        sent.HasAuthenticated = true;
        _sequenceNumbers[sent.Arrow.From] = Math.Max(_sequenceNumbers[sent.Arrow.From], retry.CSeq?.Number ?? 0);
        var proven = sent.Outbound.Altered is { } altered ? retry.Edit().Body(altered) : retry.Edit();
        if (sent.Outbound.BesideProof is { } beside && RealmOf(challenge) is { } realm && beside(realm) is { } credentials)
        {
            proven.Add("Authorization", credentials);
        }

        Transmit(sent, proven);
        return true;
    }

    private static string? RealmOf(SipMessage challenge) => challenge.Values(SipHeader.WwwAuthenticate).Concat(challenge.Values(SipHeader.ProxyAuthenticate))
        .Select(value => SipChallenge.TryParse(value, out var read) ? read.Realm : null).FirstOrDefault(realm => realm is not null);

    private System.Net.NetworkCredential? AccountFor(Proof proof) => proof switch
    {
        Proof.None => null,
        Proof.NotEntitled => _settings.Pixit.NotEntitled,
        Proof.Wrong when _settings.Pixit.Credentials is { } known => new System.Net.NetworkCredential(known.UserName, known.Password + "?"),
        _ => _settings.Pixit.Credentials,
    };

    /// <summary>The other side asks who we are, and nobody has told the harness what to answer: that is no fault of the other side.</summary>
    private void LacksAccount(Proof proof)
    {
        _inconclusive ??= proof is Proof.NotEntitled
            ? "needs an account that the system under test knows and that is not entitled to the service (notEntitled, in its SUT file)"
            : $"{_sut.Name} asks for a proof of identity, and the harness has no account there (credentials, in its SUT file)";
        Finish();
    }

    private void OnTransportError(Sent sent, string reason)
    {
        if (_over)
        {
            return;
        }

        LostContact = true;
        _inconclusive ??= $"{_sut.Name} could not be reached over {Case.Transport}: {reason}";
        Done(sent);
        Finish();
    }

    /// <summary>
    /// All cases share a connection. When it breaks, one of them may have been the reason, but the requests of all are lost with it: each is sent
    /// once more, on a connection of its case alone. The other side takes it for a copy if it has seen it (RFC 3261 17.2.3).
    /// </summary>
    internal void OnConnectionLost(SipTarget target)
    {
        foreach (var sent in _over ? [] : _sent.Values.Distinct().Where(s => s is { IsDone: false, Final: null } && s.Transaction is { IsCompleted: false } t && t.Target == target).ToArray())
        {
            if (target.Lane != 0)
            {
                Remark($"{SutParty} closed the connection with {sent.Arrow.Message.Label} unanswered, once more");
                continue;
            }

            _lane = _lane == 0 ? _tester.NewLane() : _lane;
            Remark($"{SutParty} closed the connection with {sent.Arrow.Message.Label} unanswered; it is sent again on a new one");
            sent.Transaction?.Redirect(target with { Lane = _lane });
        }
    }

    private void Done(Sent sent)
    {
        sent.IsDone = true;
        var next = sent.WhenDone;
        sent.WhenDone = null;
        if (!_over)
        {
            next?.Invoke();
        }
    }
}
