using System.Net;
using System.Net.Sockets;
using RawNet.Captures;
using RawNet.Lab;

namespace RawNet.Sockets.Tests;

public class WireTapTests
{
    private sealed class FullDisk : ICaptureWriter
    {
        public void Write(in CapturedPacket packet) => throw new IOException("No space left on device");
    }

    // The tap writes on a thread of its own: what fails there is known to whoever closes it.
    [Fact]
    public void WhatTheWriterThrowsIsThrownByClose()
    {
        using Host host = Lend.Loopback();
        host.Run(() =>
        {
            using var seen = new ManualResetEventSlim();
            using RawSocket socket = RawSocket.Open(AddressFamily.InterNetwork, 253);
            WireTap tap = WireTap.Open(Link.ByName("lo"), () => new FullDisk(), (_, _) =>
            {
                seen.Set();
                return true;
            });
            tap.Start();
            socket.Send(new byte[8], (ScopedAddress)IPAddress.Loopback);
            Assert.True(seen.Wait(TimeSpan.FromSeconds(10)));
            Assert.Equal("No space left on device", Assert.Throws<IOException>(tap.Close).Message);
            tap.Dispose();
        });
    }
}
