using System.Net;
using Conformance.Harness.Dsl;
using Conformance.Harness.Engine;
using Conformance.Harness.Evidence;
using Conformance.Harness.Results;
using Conformance.Harness.Rules;
using Conformance.Harness.Running;
using Conformance.Stack;
using Conformance.Stack.Net;
using Conformance.Stack.Sip;
using Conformance.Wire.Sip;

namespace Conformance.Harness.Tests.Engine;

/// <summary>A system under test whose behaviour is a few lines of a test: it sees each request and may answer, send, or keep silent.</summary>
internal sealed class ScriptedSut : ISutSource, ISut, ISutControl
{
    private static readonly IPAddress Address = IPAddress.Parse("192.0.2.2");
    private SipTransport? _transport;
    private SipTransactions? _transactions;

    /// <summary>What it does with a request; answers nothing unless told to.</summary>
    public Action<ScriptedSut, SipServerTransaction> OnRequest { get; init; } = (_, _) => { };

    /// <summary>What it does when driven; null leaves all actions unbound.</summary>
    public Action<ScriptedSut, string, IReadOnlyDictionary<string, string>>? OnAction { get; init; }

    /// <summary>Time from what it does to the report that it is done.</summary>
    public TimeSpan ActionTime { get; init; }

    public string Name => "scripted";

    public IPEndPoint? MsrpAddress => null;

    public ISutControl Control => this;

    public bool ReportsSights { get; init; } = true;

    public IEventLoop Loop => _transport!.Loop;

    public event Action<UserSight>? UserSaw;

    public static CaseResult Run(ScriptedSut sut, Scenario scenario, params IRule[] rules)
    {
        var @case = TestCase.Expand([scenario]).Single();
        return VirtualRun.Run(@case, sut, new CaseSettings(Pixit.Virtual, rules, seed => new FixedInvention(), 7));
    }

    public void Answer(SipServerTransaction transaction, int status) =>
        transaction.Respond(transaction.Request.Respond(status).Set("To", transaction.Request.Value("To") + ";tag=sut").Build());

    /// <summary>Sends a MESSAGE with this body to the sender of a request.</summary>
    public void SendTo(SipServerTransaction origin, string method, string contentType, byte[] body)
    {
        var to = origin.Request.From!.Uri;
        var target = new SipTarget(TransportKind.Udp, origin.Source.Address);
        var request = SipMessage.Request(method, $"{to.Scheme}:{to.User}@{target.Address}")
            .Add("Max-Forwards", "70").Add("From", "<sip:bob@192.0.2.2>;tag=b").Add("To", $"<{to}>")
            .Add("Call-ID", _transactions!.Ids.CallId()).Add("CSeq", $"1 {method}").Body(body, contentType).Build();
        _transactions.Send(request, target, _ => { });
    }

    /// <summary>Sends a MESSAGE of the user's own, as an action says.</summary>
    public void SendAsTold(IReadOnlyDictionary<string, string> values, string contentType, byte[] body)
    {
        SipUri.TryParse(values["to"], out var to);
        var target = new SipTarget(TransportKind.Udp, new IPEndPoint(IPAddress.Parse(to!.Host), to.Port ?? 5060));
        _transactions!.Send(
            SipMessage.Request("MESSAGE", values["to"])
                .Add("Max-Forwards", "70").Add("From", $"<sip:{values["user"]}@192.0.2.2>;tag=a").Add("To", $"<sip:{to.User}@{to.Host}>")
                .Add("Call-ID", _transactions.Ids.CallId()).Add("CSeq", "1 MESSAGE").Body(body, contentType).Build(),
            target,
            _ => { });
    }

    public void Show(string sight, params (string Name, string Value)[] values) =>
        UserSaw?.Invoke(new UserSight(sight, values.ToDictionary(v => v.Name, v => v.Value)));

    public ISut Start(Seat seat, VirtualNetwork? network, IEventLoop harnessLoop, ulong seed)
    {
        _transport = new SipTransport(network!, new SipTransportOptions { Address = Address, Port = 5060 });
        _transactions = new SipTransactions(_transport, new SipTimers(), new IdSource(seed)) { AutomaticTrying = false };
        _transactions.RequestReceived += transaction =>
        {
            if (transaction.Request.Method == "OPTIONS")
            {
                Answer(transaction, 200);
                return;
            }

            OnRequest(this, transaction);
        };
        return this;
    }

    public IPEndPoint? SipAddress(TransportKind transport) => _transport!.Local(transport);

    public string UserFor(Party party, string nonce) => $"{party.Name.ToLowerInvariant()}.{nonce}";

    public bool Supports(string action) => OnAction is not null;

    public void Perform(string action, IReadOnlyDictionary<string, string> values, Action<string?> completed)
    {
        OnAction!(this, action, values);
        Loop.After(ActionTime, () => completed(null));
    }

    public void Dispose()
    {
        _transactions?.Dispose();
        _transport?.Dispose();
    }

    private sealed class FixedInvention : IInvention
    {
        public string NameOf(Party party) => party.Name;

        public string Text() => "fixed words";
    }
}
