// The official Go SDK as a client of the bench: the arguments and the line of bench-client.
package main

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common"
	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/profile"
	vod "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/vod/v20180717"
)

const (
	secretID     = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE"
	secretKey    = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"
	functionName = "ExampleFunc"
	functionArg  = `{"order":42,"title":"a clip of a minute","notify":true}`
	result       = "taskId-1400000000-workflow-5e8f"
	requestID    = "8ad61e3a-6b8e-4b4e-9256-fdc701190064"
	fileID       = "5285485487985271487"
)

func main() {
	if len(os.Args) != 6 {
		fail("usage: ENDPOINT CALLS WARM_UP CONCURRENCY small|BYTES")
	}
	address, err := url.Parse(os.Args[1])
	check(err)
	settings := profile.NewClientProfile()
	settings.HttpProfile.Scheme = strings.ToUpper(address.Scheme)
	settings.HttpProfile.Endpoint = address.Host
	client, err := vod.NewClient(common.NewCredential(secretID, secretKey), "", settings)
	check(err)

	call := small
	if os.Args[5] != "small" {
		call = large
	}
	calls, warmUp, concurrency := number(os.Args[2]), number(os.Args[3]), number(os.Args[4])
	repeat(client, call, warmUp, concurrency)
	start, cpu := time.Now(), processCPU()
	repeat(client, call, calls, concurrency)
	wall, total := time.Since(start), processCPU()
	line, err := json.Marshal(map[string]int64{
		"calls":          calls,
		"cpu_ns":         total - cpu,
		"wall_ns":        wall.Nanoseconds(),
		"process_cpu_ns": total,
		"peak_kib":       peakKiB(),
	})
	check(err)
	fmt.Println(string(line))
}

func small(client *vod.Client) {
	request := vod.NewExecuteFunctionRequest()
	request.FunctionName = common.StringPtr(functionName)
	request.FunctionArg = common.StringPtr(functionArg)
	response, err := client.ExecuteFunction(request)
	check(err)
	expect(*response.Response.Result, result)
	expect(*response.Response.RequestId, requestID)
}

func large(client *vod.Client) {
	request := vod.NewDescribeMediaInfosRequest()
	request.FileIds = common.StringPtrs([]string{fileID})
	response, err := client.DescribeMediaInfos(request)
	check(err)
	set := response.Response.MediaInfoSet
	expect(*set[len(set)-1].FileId, fileID)
	expect(*response.Response.RequestId, requestID)
}

func repeat(client *vod.Client, call func(*vod.Client), calls, concurrency int64) {
	left := calls
	var workers sync.WaitGroup
	for i := int64(0); i < concurrency; i++ {
		workers.Add(1)
		go func() {
			defer workers.Done()
			for atomic.AddInt64(&left, -1) >= 0 {
				call(client)
			}
		}()
	}
	workers.Wait()
}

func processCPU() int64 {
	var usage syscall.Rusage
	check(syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return usage.Utime.Nano() + usage.Stime.Nano()
}

func peakKiB() int64 {
	status, err := os.ReadFile("/proc/self/status")
	check(err)
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	return number(strings.Fields(rest)[0])
}

func number(text string) int64 {
	value, err := strconv.ParseInt(text, 10, 64)
	check(err)
	return value
}

func expect(found, expected string) {
	if found != expected {
		fail(fmt.Sprintf("expected %q, found %q", expected, found))
	}
}

func check(err error) {
	if err != nil {
		fail(err.Error())
	}
}

func fail(message string) {
	fmt.Fprintln(os.Stderr, message)
	os.Exit(1)
}
