using System.Net;
using System.Text;
using Conformance.Stack.Msrp;
using Conformance.Stack.Net;
using Conformance.Wire.Msrp;

namespace Conformance.Stack.Tests.Msrp;

/// <summary>Alice (active) and Bob (passive) with a session between them, in memory; what crosses is in <see cref="Wire"/>, as Alice sees it.</summary>
internal sealed class MsrpWorld : IMsrpTap, IDisposable
{
    public MsrpWorld(MsrpSettings? settings = null, bool secure = false)
    {
        Network = new VirtualNetwork(Loop, seed: 7);
        settings ??= new MsrpSettings();
        settings = settings with { TlsServer = TlsSettings.Empty };
        var ids = new IdSource(42);
        AliceEnd = new MsrpEndpoint(Network, ids.Child("alice"), settings with { Address = IPEndPoint.Parse("10.0.0.1:2855") });
        BobEnd = new MsrpEndpoint(Network, ids.Child("bob"), settings with { Address = IPEndPoint.Parse("10.0.0.2:2855") });
        AliceEnd.Tap(this);
        Alice = AliceEnd.CreateSession(secure);
        Bob = BobEnd.CreateSession(secure);
        Bob.Message += AtBob.Add;
        Alice.Message += AtAlice.Add;
    }

    public VirtualLoop Loop { get; } = new();

    public VirtualNetwork Network { get; }

    public MsrpEndpoint AliceEnd { get; }

    public MsrpEndpoint BobEnd { get; }

    public MsrpSession Alice { get; }

    public MsrpSession Bob { get; }

    public List<MsrpPacket> Wire { get; } = [];

    public List<MsrpReceived> AtBob { get; } = [];

    public List<MsrpReceived> AtAlice { get; } = [];

    /// <summary>Only what Bob sent: responses, REPORTs, requests.</summary>
    public IEnumerable<MsrpMessage> FromBob => Wire.Where(packet => !packet.Outgoing).Select(packet => packet.Message!);

    public IEnumerable<MsrpMessage> FromAlice => Wire.Where(packet => packet.Outgoing).Select(packet => packet.Message!);

    /// <summary>Starts both ends, waits for the opener and its response, and forgets them.</summary>
    public MsrpWorld Connected()
    {
        Bob.Start([Alice.Local], MsrpRole.Passive);
        Alice.Start([Bob.Local], MsrpRole.Active);
        Loop.RunUntilIdle();
        Assert.That(Alice.IsUp && Bob.IsUp);
        Wire.Clear();
        return this;
    }

    public static MsrpOutgoing Text(string text) => new() { Body = Encoding.UTF8.GetBytes(text), ContentType = "text/plain" };

    public static MsrpOutgoing Octets(int count) =>
        new() { Body = Enumerable.Range(0, count).Select(i => (byte)('a' + (i % 26))).ToArray(), ContentType = "text/plain" };

    void IMsrpTap.Sent(MsrpPacket packet) => Wire.Add(packet);

    void IMsrpTap.Received(MsrpPacket packet) => Wire.Add(packet);

    public void Dispose()
    {
        AliceEnd.Dispose();
        BobEnd.Dispose();
        Network.Dispose();
    }
}
