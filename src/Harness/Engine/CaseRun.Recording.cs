using Conformance.Harness.Dsl;
using Conformance.Harness.Journal;
using Conformance.Stack;
using Conformance.Stack.Sip;

namespace Conformance.Harness.Engine;

/// <content>What the journal is told beside octets, so that the case can be judged again from it.</content>
internal sealed partial class CaseRun
{
    private readonly List<(Sent Sent, SipClientTransaction? Transaction)> _transmitted = [];
    private int _octets;
    private int _actions;
    private int _alarms;

    /// <summary>The place that the next octets of this case have in the journal.</summary>
    internal int NextOctets() => _octets++;

    private void RecordBeginning() => _tester.Note(new CaseBegun(0, _start, Case.Id, _settings.Seed, new RecordedBed
    {
        Sut = _sut.Name,
        SutSip = _sut.SipAddress(Case.Transport),
        SutTcp = Case.Transport is TransportKind.Udp ? _sut.SipAddress(TransportKind.Tcp) : null,
        SutMsrp = _sut.MsrpAddress,
        User = _sut.UserFor(SutParty, Nonce),
        Sip = _tester.Transport.Local(Case.Transport),
        PlainSip = Case.Scenario.BesideTransports.Count > 0 || Case.Transport is TransportKind.Tls ? _tester.Transport.Local(TransportKind.Udp) : null,
        TlsSip = Case.Transport is TransportKind.Tcp && CasePlan.Leaves(Case.Variant.Steps).Any(s => s is Arrow { To.Whereabouts: Whereabouts.BreakingConnections })
            ? _tester.Transport.Local(TransportKind.Tls) : null,
        Impostor = MeetsImpostor ? _tester.Transport.LocalSecondTls : null,
        Msrp = _tester.Msrp.Local,
        Advertised = _tester.Transport.Options.AdvertisedHost,
        ReportsSights = _sut.Control.ReportsSights,
        Actions = [.. ActionsItMayNeed().Distinct().Where(_sut.Control.Supports)],
    }));

    /// <summary>True when one of the parties has a certificate that is not for it.</summary>
    private bool MeetsImpostor => CasePlan.Leaves(Case.Variant.Steps).Any(s => s is Never { Forbidden: Arrow { To.HasWrongCertificate: true } });

    /// <summary>Somebody came to the port of the party with the wrong certificate.</summary>
    internal void Approach()
    {
        if (MeetsImpostor && !_over)
        {
            _impostorWasApproached = true;
            _tester.Note(new ImpostorApproached(0, _tester.Loop.Now, Case.Id));
        }
    }

    // Those drawn, those that set up sessions, and those with which fences are made and modes and users undone.
    private IEnumerable<string> ActionsItMayNeed() =>
        CasePlan.Leaves(Case.Variant.Steps).OfType<Control>().Select(c => c.Action).Concat(["send-im", OpenSession, "refuse", "hold", Reset]);

    /// <summary>Sets a time. That it was over, and before and after what, is written down: when the judge looks again, nothing was late.</summary>
    private IDisposable Alarm(TimeSpan delay, Action work)
    {
        var number = _alarms++;
        return _tester.Alarms is { } alarms ? alarms.Set(number, delay, Ring) : _tester.Loop.After(delay, Ring);

        void Ring()
        {
            if (!_over)
            {
                _tester.Note(new AlarmRang(0, _tester.Loop.Now, Case.Id, number));
                work();
            }
        }
    }

    /// <summary>The transaction of a request of ours got no final response.</summary>
    /// <param name="number">Which of the requests that were sent.</param>
    internal void GiveUp(int number)
    {
        if (number < _transmitted.Count)
        {
            var (sent, transaction) = _transmitted[number];
            _tester.Note(new GaveUp(0, _tester.Loop.Now, Case.Id, number));
            transaction?.Terminate();
            Done(sent);
        }
    }

    private void Perform(string action, IReadOnlyDictionary<string, string> values, Action<string?> completed)
    {
        var number = _actions++;
        _tester.Note(new ActionAsked(0, _tester.Loop.Now, Case.Id, number, action, values));
        _sut.Control.Perform(action, values, problem =>
        {
            _tester.Note(new ActionDone(0, _tester.Loop.Now, Case.Id, number, problem));
            completed(problem);
        });
    }
}
