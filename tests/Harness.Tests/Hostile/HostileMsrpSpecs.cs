using System.Net.Sockets;
using System.Text;
using Conformance.Harness.Dsl;
using Conformance.Harness.Dsl.Templates;
using Conformance.Harness.Results;
using static Conformance.Harness.Dsl.Flow;

namespace Conformance.Harness.Tests.Hostile;

/// <summary>MSRP ends that never come to an end.</summary>
[NonParallelizable]
public sealed class HostileMsrpSpecs
{
    private const int ChunkLength = 64 * 1024;

    // Neither a chunk nor a message may have as much; the connection is closed behind it.
    private const int Limit = 16 * 1024 * 1024;

    // Far more than the harness may keep, should it keep everything.
    private const long Flood = 2L * 1024 * 1024 * 1024;

    private static readonly byte[] Text = [.. Enumerable.Repeat((byte)'x', ChunkLength)];
    private static readonly Party Alice = new("Alice");
    private static readonly Im Message = new Im("M1").Asking(Im.Read);

    private static readonly IReadOnlyList<Step> Session =
    [
        Alice.OpensSessionWith(HostileRun.Mallory),
        Alice.Sends(Message, HostileRun.Mallory),
        HostileRun.Mallory.Answers(200, Alice).Proves("RCPT-7.1.2-01"),
    ];

    [Test]
    public async Task A_message_in_chunks_without_end_takes_no_memory_without_end()
    {
        long sent = 0;
        var run = await HostileRun.CarryOutAsync(
            new HostileSut
            {
                Mallory = HostileMsrpEnd.Taking(async (connection, to, from) =>
                {
                    for (long first = 1; sent < Flood; first += ChunkLength)
                    {
                        sent += await SendAsync(connection, $"MSRP c{first} SEND\r\nTo-Path: {to}\r\nFrom-Path: {from}\r\nMessage-ID: endless\r\nByte-Range: {first}-*/*\r\nContent-Type: text/plain\r\n\r\n");
                        sent += await connection.SendAsync(Text);
                        sent += await SendAsync(connection, $"\r\n-------c{first}+\r\n");
                    }
                }),
            },
            Session,
            carrier: Carrier.Msrp);

        Assert.That(run.OfMallory.Select(r => r.Verdict), Is.All.AnyOf(Verdict.Fail, Verdict.Inconclusive));
        Assert.That(sent, Is.GreaterThan(Limit), "mallory got to speak");
    }

    [Test]
    public async Task One_chunk_without_end_line_takes_no_memory_without_end()
    {
        long sent = 0;
        var run = await HostileRun.CarryOutAsync(
            new HostileSut
            {
                Mallory = HostileMsrpEnd.Taking(async (connection, to, from) =>
                {
                    sent += await SendAsync(connection, $"MSRP c1 SEND\r\nTo-Path: {to}\r\nFrom-Path: {from}\r\nMessage-ID: endless\r\nByte-Range: 1-*/*\r\nContent-Type: text/plain\r\n\r\n");
                    while (sent < Flood)
                    {
                        sent += await connection.SendAsync(Text);
                    }
                }),
            },
            Session,
            carrier: Carrier.Msrp);

        Assert.That(run.OfMallory.Select(r => r.Verdict), Is.All.AnyOf(Verdict.Fail, Verdict.Inconclusive));
        Assert.That(sent, Is.GreaterThan(Limit), "mallory got to speak");
    }

    private static Task<int> SendAsync(Socket connection, string text) => connection.SendAsync(Encoding.ASCII.GetBytes(text));
}
